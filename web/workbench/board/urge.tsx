import { App, Button, Input, Modal } from 'antd'
import { type ReactElement, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { useBulk } from '../inbox/data.ts'
import { copy } from './copy.ts'

type Kind = 'urge' | 'supervise'

/** Urges or supervises many matters at once; each is told to its units. */
export const Urge = ({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => void }): ReactElement => {
  const say = useCopy(copy)
  const [open, setOpen] = useState<Kind | null>(null)
  return (
    <>
      <Button type="primary" disabled={ids.length === 0} onClick={() => setOpen('urge')}>
        {say('urge', { count: ids.length })}
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
  const { message } = App.useApp()
  const bulk = useBulk()
  const [words, setWords] = useState('')
  const urge = kind === 'urge'
  const input = words.trim() === '' ? {} : { [urge ? 'note' : 'opinion']: words.trim() }
  const send = (): void =>
    bulk.mutate(
      { ids, action: kind, input },
      {
        onSuccess: ({ done, refused }) => {
          void message.info(say('bulkDone', { done: done.length, refused: refused.length }))
          onClose(true)
        },
        onError: (fault) => void message.error(fault.message),
      },
    )
  return (
    <Modal
      open
      title={say(urge ? 'urgeTitle' : 'askTitle', { count: ids.length })}
      okText={say('send')}
      cancelText={say('cancel')}
      okButtonProps={{ loading: bulk.isPending, disabled: !urge && words.trim() === '' }}
      onOk={send}
      onCancel={() => onClose(false)}
    >
      <label htmlFor="urge-words">{say(urge ? 'urgeNote' : 'askNote')}</label>
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
