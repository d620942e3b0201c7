import { z } from 'zod'

/** The server's settings from the environment; each is documented in docs/deploy.md. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Where the embedded database, the files and the keys live. */
  readonly dataFolder: string
  readonly databaseUrl: string | null
  readonly demo: boolean
  readonly production: boolean
  /** The address that residents see, for links, QR codes and receipts. */
  readonly publicUrl: string
  readonly masterKey: string | null
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly smsUrl: string | null
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Whether the server stands behind a proxy whose forwarded headers are believed. */
  readonly trustProxy: boolean
}

const url = (protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be a URL beginning with ${protocols.join(' or ')}`,
    )

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  LINLI_DATA: z.string().min(1).default('.linli'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  LINLI_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits (openssl rand -hex 32)')
    .optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().default('linli@localhost'),
  SMS_URL: url(['http:', 'https:']).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  NODE_ENV: z.string().default('development'),
})

/** Reads the environment; throws with every fault at once, so that an operator mends all in one pass. */
export const readConfig = (environment: NodeJS.ProcessEnv, demo: boolean): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment has ${faults.length} fault(s):\n${faults.join('\n')}`)
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: env.LINLI_DATA,
    databaseUrl: env.DATABASE_URL ?? null,
    demo,
    production: env.NODE_ENV === 'production',
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    masterKey: env.LINLI_MASTER_KEY ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    smsUrl: env.SMS_URL ?? null,
    logLevel: env.LOG_LEVEL,
    trustProxy: env.TRUST_PROXY === 'true',
  }
}
