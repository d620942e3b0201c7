import { App, Button, Input, Modal } from 'antd'
import { type ReactElement, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { Refused } from '../inbox/bulk.tsx'
import { useBulk } from '../inbox/data.ts'
import { copy } from './copy.ts'

type Kind = 'urge' | 'reasons' | 'supervise'

// Asking for reasons is supervising with words that are usual for it.
const kinds = {
  urge: { action: 'urge', field: 'note', title: 'urgeTitle', label: 'urgeNote', usual: null },
  reasons: { action: 'supervise', field: 'opinion', title: 'reasonsTitle', label: 'reasonsNote', usual: 'reasonsUsual' },
  supervise: { action: 'supervise', field: 'opinion', title: 'askTitle', label: 'askNote', usual: null },
} as const

/** Urges or supervises many matters at once; each is told to its units. */
export const Urge = ({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => void }): ReactElement => {
  const say = useCopy(copy)
  const [open, setOpen] = useState<Kind | null>(null)
  return (
    <>
      <Button type="primary" disabled={ids.length === 0} onClick={() => setOpen('urge')}>
        {say('urge', { count: ids.length })}
      </Button>
      <Button disabled={ids.length === 0} onClick={() => setOpen('reasons')}>
        {say('reasons', { count: ids.length })}
      </Button>
      <Button disabled={ids.length === 0} onClick={() => setOpen('supervise')}>
        {say('ask', { count: ids.length })}
      </Button>
      {open && (
        <Words
          kind={open}
          ids={ids}
          onClose={(sent) => {
            setOpen(null)
            if (sent) onDone()
          }}
        />
      )}
    </>
  )
}

const Words = ({
  kind,
  ids,
  onClose,
}: {
  readonly kind: Kind
  readonly ids: readonly string[]
  readonly onClose: (sent: boolean) => void
}): ReactElement => {
  const say = useCopy(copy)
  const { message, modal } = App.useApp()
  const bulk = useBulk()
  const { action, field, title, label, usual } = kinds[kind]
  const [words, setWords] = useState(usual === null ? '' : say(usual))
  const input = words.trim() === '' ? {} : { [field]: words.trim() }
  const send = (): void =>
    bulk.mutate(
      { ids, action, input },
      {
        onSuccess: ({ done, refused }) => {
          const told = say('bulkDone', { done: done.length, refused: refused.length })
          if (refused.length === 0) void message.success(told)
          else modal.warning({ title: told, content: <Refused refused={refused} />, width: 520 })
          onClose(true)
        },
        onError: (fault) => void message.error(fault.message),
      },
    )
  return (
    <Modal
      open
      title={say(title, { count: ids.length })}
      okText={say('send')}
      cancelText={say('cancel')}
      okButtonProps={{ loading: bulk.isPending, disabled: kind !== 'urge' && words.trim() === '' }}
      onOk={send}
      onCancel={() => onClose(false)}
    >
      <label htmlFor="urge-words">{say(label)}</label>
      <Input.TextArea
        id="urge-words"
        autoFocus
        maxLength={500}
        autoSize={{ minRows: 3 }}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </Modal>
  )
}
