import type { Tracked } from '../../../src/intake/api.ts'
import { html, raw, type Html } from '../../../src/kernel/html.ts'
import type { Lang } from '../../../src/kernel/i18n.ts'
import { showCode } from '../../../src/kernel/ids.ts'
import { qrSvg } from '../../../src/kernel/qr.ts'
import { button, codeBlock, timeline, type Moment } from '../layout.ts'
import { t } from './copy.ts'

export interface Receipt {
  readonly lang: Lang
  readonly code: string
  /** Shown in two groups of four. */
  readonly secret: string
  readonly publicUrl: string
  readonly tracked: Tracked
}

export const trackAddress = (publicUrl: string, code: string): string => `${publicUrl}/track?code=${code}`

export const showSecret = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

/** The receipt: the code, its QR, the secret, what happens next. It prints on one page. */
export const receiptPage = (receipt: Receipt): Html => {
  const { lang, code, secret, publicUrl, tracked } = receipt
  const label = t(lang, 'receipt.qr', { code: showCode(code) })
  return html`<h1 data-draft-sent="report">${t(lang, 'receipt.title')}</h1>
    <div class="panel receipt" data-receipt="${code}">
      <div>
        ${codeBlock(lang, code)}
        <p class="secret">${t(lang, 'receipt.secret')} <b>${showSecret(secret)}</b></p>
        <p class="hint">${t(lang, 'receipt.secret-hint')}</p>
        <p class="meta">${t(lang, 'receipt.at')} ${tracked.filed}</p>
      </div>
      <figure class="qr">
        ${raw(qrSvg(trackAddress(publicUrl, code), { label }))}
        <figcaption class="hint">${t(lang, 'receipt.scan')}</figcaption>
      </figure>
    </div>
    <h2>${t(lang, 'receipt.save')}</h2>
    <p class="hint">${t(lang, 'receipt.save-hint')}</p>
    <form class="actions" method="post" action="/report/receipt">
      <input type="hidden" name="code" value="${code}" />
      <input type="hidden" name="secret" value="${secret}" />
      ${button({ label: t(lang, 'receipt.text'), kind: 'second' })}
      <button class="button second" type="button" data-save-image hidden>${t(lang, 'receipt.image')}</button>
      <button class="button second" type="button" data-print hidden>${t(lang, 'receipt.print')}</button>
    </form>
    <h2>${t(lang, 'receipt.next')}</h2>
    ${timeline(lang, ahead(receipt))}
    <p class="on-paper">${t(lang, 'receipt.days')}</p>
    <p class="actions">${button({ label: t(lang, 'receipt.track'), href: `/track?code=${code}` })}</p>`
}

const ahead = ({ lang, tracked }: Receipt): Moment[] => {
  const first = tracked.ahead[0]
  return [
    { title: t(lang, 'receipt.received'), when: tracked.story[0]?.when ?? '', state: 'done' },
    { title: t(lang, 'receipt.respond', { unit: tracked.holder }), when: first ? first.words : '', state: 'now' },
    {
      title: t(lang, 'receipt.handle'),
      when: tracked.handling ? t(lang, 'receipt.handle-when', { limit: tracked.handling }) : '',
      state: 'next',
    },
    { title: t(lang, 'receipt.rate'), when: t(lang, 'receipt.rate-when'), state: 'next' },
  ]
}
