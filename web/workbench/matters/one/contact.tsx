import { Button, Input, Radio } from 'antd'
import { type FormEvent, type ReactElement, useEffect, useState } from 'react'
import type { MatterView } from '../../api/types.ts'
import { useCopy } from '../../app/lang.ts'
import { copy as forms } from '../../forms/copy.ts'
import { copy } from './copy.ts'
import { secondsLeft } from './countdown.ts'
import { type Revealed, useReveal } from './data.ts'

/** How to reach the resident: masked, shown in full for a stated purpose and a minute. */
export const Contact = ({ matter }: { readonly matter: MatterView }): ReactElement => {
  const say = useCopy(copy)
  const sayForm = useCopy(forms)
  const { contact } = matter
  const [asking, setAsking] = useState(false)
  const reveal = useReveal(matter.id)
  const [shown, setShown] = useState<{ readonly who: Revealed; readonly at: number } | null>(null)
  const words = contact.sealed
    ? say('sealed')
    : contact.anonymous
      ? say('anonymous')
      : [contact.name, contact.phone].filter(Boolean).join('　') || say('noContact')
  const show = (purpose: string): void =>
    reveal.mutate(purpose, {
      onSuccess: (who) => {
        setAsking(false)
        setShown({ who, at: Date.now() })
        reveal.reset()
      },
    })
  return (
    <section className="panel stack">
      <h2>{say('contact')}</h2>
      {shown ? <Full who={shown.who} at={shown.at} onEnd={() => setShown(null)} /> : <p>{words}</p>}
      {contact.wish && <p className="small soft">{say('wish', { wish: wishWords(contact.wish, sayForm) })}</p>}
      {contact.revealable && !shown && !asking && (
        <Button size="small" onClick={() => setAsking(true)}>
          {say('reveal')}
        </Button>
      )}
      {asking && <Purpose busy={reveal.isPending} fault={reveal.error?.message} onShow={show} onCancel={() => setAsking(false)} />}
    </section>
  )
}

const wishWords = (wish: string, say: (key: 'wish-phone' | 'wish-sms' | 'wish-none') => string): string =>
  wish === 'phone' || wish === 'sms' || wish === 'none' ? say(`wish-${wish}`) : wish

const Full = ({ who, at, onEnd }: { readonly who: Revealed; readonly at: number; readonly onEnd: () => void }): ReactElement => {
  const say = useCopy(copy)
  const [now, setNow] = useState(at)
  const left = secondsLeft(at, who.seconds, now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (left === 0) onEnd()
  }, [left, onEnd])
  return (
    <div className="revealed">
      <p>
        <b>{who.name}</b>
      </p>
      {who.phone && (
        <p>
          <a href={`tel:${who.phone}`}>{who.phone}</a>
        </p>
      )}
      {who.email && <p>{who.email}</p>}
      <p className="small near">
        <span role="timer">{say('hiding', { seconds: left })}</span>{' '}
        <button type="button" className="link" onClick={onEnd}>
          {say('hide')}
        </button>
      </p>
    </div>
  )
}

const purposes = ['contact', 'visit', 'callback', 'other'] as const

interface PurposeProps {
  readonly busy: boolean
  readonly fault: string | undefined
  readonly onShow: (purpose: string) => void
  readonly onCancel: () => void
}

const Purpose = ({ busy, fault, onShow, onCancel }: PurposeProps): ReactElement => {
  const say = useCopy(copy)
  const [chosen, setChosen] = useState<(typeof purposes)[number]>('contact')
  const [other, setOther] = useState('')
  const purpose = chosen === 'other' ? other.trim() : say(`purpose-${chosen}`)
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (purpose !== '') onShow(purpose)
  }
  return (
    <form className="stack" onSubmit={send}>
      <fieldset className="field">
        <legend className="small">{say('purpose')}</legend>
        <Radio.Group
          name="purpose"
          className="field-choices"
          value={chosen}
          onChange={(event) => setChosen(event.target.value as typeof chosen)}
          options={purposes.map((each) => ({ value: each, label: say(`purpose-${each}`) }))}
        />
      </fieldset>
      {chosen === 'other' && (
        <Input
          aria-label={say('purposeWords')}
          placeholder={say('purposeWords')}
          maxLength={100}
          value={other}
          onChange={(event) => setOther(event.target.value)}
        />
      )}
      {fault && <p className="field-fault">{fault}</p>}
      <div className="row">
        <Button type="primary" size="small" htmlType="submit" loading={busy} disabled={purpose === ''}>
          {say('show')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {say('hide')}
        </Button>
      </div>
    </form>
  )
}
