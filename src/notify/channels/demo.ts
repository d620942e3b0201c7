import type { Kernel } from '../../kernel/kernel.ts'
import { seal, unseal } from '../../kernel/keys.ts'
import { addDemoMessage, readDemoMessages } from '../store.ts'

/** A message of a demonstration, kept to be looked at instead of being sent. */
export interface DemoMessage {
  readonly id: string
  readonly to: string
  readonly subject: string | null
  readonly text: string
}

export const keepDemoMessage = async (kernel: Kernel, channel: 'sms' | 'email', message: DemoMessage): Promise<void> => {
  const sealed = seal(kernel.keys.platform(), Buffer.from(JSON.stringify(message)))
  await addDemoMessage(kernel.db.sql, { id: message.id, channel, sealed, at: kernel.clock() })
}

/** The last hundred messages, newest first. */
export const demoMessages = async (kernel: Kernel): Promise<(DemoMessage & { readonly channel: string; readonly at: Date })[]> => {
  const rows = await readDemoMessages(kernel.db.sql, 100)
  return rows.map((row) => ({
    ...(JSON.parse(unseal(kernel.keys.platform(), row.sealed).toString()) as DemoMessage),
    channel: row.channel,
    at: row.at,
  }))
}
