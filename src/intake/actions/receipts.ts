import { timingSafeEqual } from 'node:crypto'
import { isId, parseCode, parseSecret } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { seal, unseal } from '../../kernel/keys.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { findByCode, receiptDigest } from '../../matters/api.ts'

/**
 * The matter behind a code and its secret. An unknown code and a wrong secret are refused in the same words and after the same work
 * (`intake.receipt-wrong`); the rate limit of the route holds guessing off.
 */
export const openReceipt = async (
  kernel: Kernel,
  code: string,
  secret: string,
): Promise<Result<{ readonly id: string; readonly code: string }>> => {
  const digits = parseCode(code)
  if (!digits) return refuse('invalid', 'intake.code-form')
  const found = await findByCode(kernel.db.sql, digits)
  const given = receiptDigest(kernel, digits, parseSecret(secret))
  const kept = found?.receipt ? Buffer.from(found.receipt) : Buffer.alloc(given.length)
  return found?.receipt && timingSafeEqual(kept, given) ? ok({ id: found.id, code: digits }) : refuse('forbidden', 'intake.receipt-wrong')
}

/** The matter of a code, whoever asks; refuses `intake.code-form` and `intake.code-unknown`. */
export const findCode = async (kernel: Kernel, code: string): Promise<Result<{ readonly id: string; readonly code: string }>> => {
  const digits = parseCode(code)
  if (!digits) return refuse('invalid', 'intake.code-form')
  const found = await findByCode(kernel.db.sql, digits)
  return found ? ok({ id: found.id, code: digits }) : refuse('not-found', 'intake.code-unknown')
}

/** How many receipts a browser keeps. */
const keptReceipts = 10

/** What a browser keeps to show that it once gave code and secret: the matters' ids, sealed, newest first. */
export const keepReceipt = (kernel: Kernel, kept: string | undefined, id: string): string => {
  const ids = [id, ...heldReceipts(kernel, kept).filter((each) => each !== id)].slice(0, keptReceipts)
  return seal(kernel.keys.platform(), Buffer.from(`receipts:${ids.join(',')}`)).toString('base64url')
}

/** The matters whose receipts a browser holds; none when what it sent is not ours. */
export const heldReceipts = (kernel: Kernel, kept: string | undefined): string[] => {
  if (!kept || kept.length > 2000) return []
  try {
    const text = unseal(kernel.keys.platform(), Buffer.from(kept, 'base64url')).toString()
    return text.startsWith('receipts:') ? text.slice('receipts:'.length).split(',').filter(isId) : []
  } catch {
    // Another master key, an older shape, or made up: the same as none.
    return []
  }
}
