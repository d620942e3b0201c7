import { storeUpload } from '../../src/matters/api.ts'
import { fromUrlEncoded, type RawInput } from '../../src/kernel/form/encoded.ts'
import type { Call } from '../../src/kernel/http/route.ts'
import type { FieldFault } from '../../src/kernel/result.ts'

/** What a form of the portal sent: its values by name, uploads already kept and turned into tickets, and what was wrong with uploads. */
export interface Sent {
  readonly values: RawInput
  readonly faults: readonly FieldFault[]
  /** A plain value by name; the empty text when it is absent or no single text. */
  readonly text: (name: string) => string
}

/** Reads a form, with files or without. A file that is refused is a fault at its field; the others are kept. */
export const readSent = async (call: Call): Promise<Sent> => {
  const faults: FieldFault[] = []
  const values = call.request.isMultipart()
    ? await readParts(call, faults)
    : fromUrlEncoded((call.request.body ?? {}) as Record<string, unknown>)
  return {
    values,
    faults,
    text: (name) => (typeof values[name] === 'string' ? values[name] : ''),
  }
}

const readParts = async (call: Call, faults: FieldFault[]): Promise<RawInput> => {
  const pairs = new URLSearchParams()
  for await (const part of call.request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') pairs.append(part.fieldname, part.value)
      continue
    }
    // A file input left empty comes as a file without name and bytes.
    if (part.filename === '') {
      part.file.resume()
      continue
    }
    const kept = await storeUpload(call, part.file, part.filename)
    if (kept.ok) pairs.append(part.fieldname, kept.value.ticket)
    else faults.push({ path: part.fieldname, code: kept.error.code, ...(kept.error.params ? { params: kept.error.params } : {}) })
  }
  return fromUrlEncoded(pairs)
}
