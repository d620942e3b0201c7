import { Button, Checkbox, Input, Radio, Select } from 'antd'
import { type FormEvent, type ReactElement, useState } from 'react'
import type { Field } from '../../../src/kernel/form/model.ts'
import { shownFields } from '../../../src/kernel/form/read.ts'
import { ApiFault } from '../api/send.ts'
import type { ProcedureRow } from '../api/shared.ts'
import { useCopy, useLang } from '../app/lang.ts'
import { CategoryPick } from '../forms/choose.tsx'
import { inputId } from '../forms/context.ts'
import { useDraft } from '../forms/draft.ts'
import { FaultList, FormFields } from '../forms/form.tsx'
import { asText, inputOf, partOf } from '../forms/values.ts'
import { channelWords } from '../parts/channel.ts'
import { useKeys } from '../parts/key-press.ts'
import { copy } from './copy.ts'
import { type CategoryHint, type Filed, useCategoryHints, useFile } from './data.ts'
import { Earlier } from './earlier.tsx'
import { callOrder, type DeskKey, deskKey } from './order.ts'

interface DeskFormProps {
  readonly procedures: readonly ProcedureRow[]
  readonly first: ProcedureRow
  readonly onFiled: (filed: Filed) => void
}

const deskChannels = ['phone', 'counter', 'letter', 'email', 'station'] as const
// What is filed beside the form rides in the draft under names that no field can have.
const beside = {
  nature: '#nature',
  category: '#category',
  channel: '#channel',
  procedure: '#procedure',
  anonymous: '#anonymous',
  answer: '#answer',
} as const

export const DeskForm = ({ procedures, first, onFiled }: DeskFormProps): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const { draft, change, clear } = useDraft('desk', {})
  const file = useFile()
  const [replying, setReplying] = useState(false)
  const procedure = procedures.find((each) => each.id === draft[beside.procedure]) ?? first
  const nature = asText(draft[beside.nature]) || (procedure.natures[0]?.id ?? '')
  const category = asText(draft[beside.category]) || null
  const channel = asText(draft[beside.channel]) || 'phone'
  const facts = { nature, category: category ?? '', door: 'desk' }
  const fields = callOrder(procedure.form as readonly Field[])
  const text = asText(draft['text'])
  const hints = useCategoryHints(procedure.categories, text)
  const fieldOf = (kind: Field['kind']): string => fields.find((field) => field.kind === kind)?.field ?? kind
  const phone = asText(partOf(draft[fieldOf('contact')], 'phone'))
  const address = asText(partOf(draft[fieldOf('place')], 'address'))
  const set = (name: keyof typeof beside, value: unknown): void => change({ ...draft, [beside[name]]: value })
  const faults = file.error instanceof ApiFault ? file.error.fields : []

  const send = (withAnswer: boolean): void => {
    if (file.isPending) return
    const input = inputOf(shownFields(fields, plain(draft), facts), draft)
    const aboutUnit = asText(input['aboutUnit']) || null
    const answer = withAnswer ? asText(draft[beside.answer]).trim() : null
    if (answer === '') return
    file.mutate(
      {
        procedure: procedure.id,
        channel,
        nature: procedure.natures.length > 0 ? (withAnswer ? 'consult' : nature) : null,
        category,
        anonymous: draft[beside.anonymous] === true,
        aboutUnit,
        input,
        answer,
      },
      {
        onSuccess: (filed) => {
          clear()
          onFiled(filed)
        },
      },
    )
  }
  const canReply = procedure.natures.some((each) => each.id === 'consult')
  const keyed: Readonly<Record<DeskKey, () => void>> = {
    phone: () => focus(inputId('desk', `${fieldOf('contact')}.phone`)),
    text: () => focus(inputId('desk', 'text')),
    category: () => focus('desk-category'),
    place: () => focus(inputId('desk', `${fieldOf('place')}.address`)),
    reply: () => (canReply ? setReplying(true) : undefined),
    send: () => send(replying),
  }
  useKeys((event) => {
    const key = deskKey(event)
    if (key === null) return
    event.preventDefault()
    keyed[key]()
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send(replying)
  }
  return (
    <div className="desk-columns">
      <form className="panel stack-2" onSubmit={submit}>
        {file.error && <FaultList name="desk" message={file.error.message} faults={faults} fields={fields} />}
        <div className="desk-head">
          {procedures.length > 1 && (
            <label>
              <span>{say('procedure')}</span>
              <Select
                value={procedure.id}
                onChange={(id: string) => set('procedure', id)}
                options={procedures.map((each) => ({ value: each.id, label: each.title }))}
              />
            </label>
          )}
          <label>
            <span>{say('channel')}</span>
            <Select
              value={channel}
              onChange={(next: string) => set('channel', next)}
              options={deskChannels.map((each) => ({ value: each, label: channelWords(each, lang) }))}
            />
          </label>
          {procedure.natures.length > 0 && (
            <fieldset className="field">
              <legend>{say('nature')}</legend>
              <Radio.Group
                name="nature"
                value={nature}
                onChange={(event) => set('nature', event.target.value)}
                options={procedure.natures.map((each) => ({ value: each.id, label: each.title }))}
              />
            </fieldset>
          )}
        </div>
        <FormFields
          name="desk"
          fields={fields}
          draft={plain(draft)}
          onChange={(next) => change({ ...riding(draft), ...next })}
          faults={faults}
          facts={facts}
          categoryTree={procedure.categories}
        />
        {procedure.anonymous && (
          <Checkbox checked={draft[beside.anonymous] === true} onChange={(event) => set('anonymous', event.target.checked)}>
            {say('anonymous')}
          </Checkbox>
        )}
        <div className="field">
          <label htmlFor="desk-category">{say('category')}</label>
          <Hints hints={hints} chosen={category} onChoose={(code) => set('category', code)} />
          <CategoryPick
            value={category ?? undefined}
            onChange={(code) => set('category', code)}
            tree={procedure.categories}
            described={{ id: 'desk-category' }}
          />
        </div>
        {replying && (
          <div className="field desk-answer">
            <label htmlFor="desk-answer">{say('answer')}</label>
            <p className="field-hint">{say('answerHint')}</p>
            <Input.TextArea
              id="desk-answer"
              autoFocus
              autoSize={{ minRows: 3 }}
              maxLength={2000}
              value={asText(draft[beside.answer])}
              onChange={(event) => set('answer', event.target.value)}
            />
          </div>
        )}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={file.isPending}>
            {replying ? say('answerSend') : say('send')}
          </Button>
          {canReply && <Button onClick={() => setReplying(!replying)}>{replying ? say('cancel') : say('answerNow')}</Button>}
        </div>
      </form>
      <Earlier phone={phone} address={address} />
    </div>
  )
}

const Hints = ({
  hints,
  chosen,
  onChoose,
}: {
  readonly hints: readonly CategoryHint[]
  readonly chosen: string | null
  readonly onChoose: (code: string) => void
}): ReactElement | null => {
  const say = useCopy(copy)
  if (hints.length === 0) return null
  return (
    <p className="row desk-hints">
      <span className="soft small">{say('suggested')}</span>
      {hints.map((hint) => (
        <Button
          key={hint.code}
          size="small"
          type={hint.code === chosen ? 'primary' : 'default'}
          title={hint.found?.join('、')}
          onClick={() => onChoose(hint.code)}
        >
          {hint.name}
        </Button>
      ))}
    </p>
  )
}

const focus = (id: string): void => document.getElementById(id)?.focus()

const plain = (draft: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(draft).filter(([name]) => !name.startsWith('#')))

const riding = (draft: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(draft).filter(([name]) => name.startsWith('#')))
