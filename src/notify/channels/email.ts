import { createTransport } from 'nodemailer'
import type { Kernel } from '../../kernel/kernel.ts'
import { keepDemoMessage } from './demo.ts'

export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** Hands a mail over; throws when it was not taken. */
  send(mail: Mail): Promise<void>
}

const mailers = new WeakMap<Kernel, Mailer>()

/** The mailer of this server: that of `SMTP_URL`, else in a demonstration the page of messages; null when there is none. */
export const mailer = (kernel: Kernel): Mailer | null => {
  if (kernel.config.smtpUrl) {
    const known = mailers.get(kernel) ?? smtpMailer(kernel.config.smtpUrl, kernel.config.mailFrom)
    mailers.set(kernel, known)
    return known
  }
  if (!kernel.config.demo) return null
  return { send: (mail) => keepDemoMessage(kernel, 'email', mail) }
}

/** Plain text by SMTP. The Message-ID follows from the outbox entry, so that a mail sent twice is shown once. */
export const smtpMailer = (url: string, from: string): Mailer => {
  // The library reads no file and no address for us: what a mail says is only what is given here.
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^\s<>]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    async send({ id, to, subject, text }) {
      const headers = { 'auto-submitted': 'auto-generated' }
      // As an object, so that an address with a comma in it can't become two.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${domain}>`, headers })
    },
  }
}
