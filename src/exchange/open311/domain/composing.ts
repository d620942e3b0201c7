import { refuseFields, ok, type FieldFault, type Refusal, type Result } from '../../../kernel/result.ts'
import type { Category, FileRequest, Procedure } from '../../../matters/api.ts'
import limits from './limits.json' with { type: 'json' }
import { attributeCodes, naturesOf } from './services.ts'

/** What a client sent: every field with all its values, `attribute[CODE]` among them, and the files as tickets. */
export interface SentFields {
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly files: readonly string[]
}

/** The first value of a field, trimmed; null when it is blank or absent, which mean the same in this protocol. */
export const valueOf = (sent: SentFields, name: string): string | null => sent.fields.get(name)?.[0]?.trim() || null

/** All values of a field that are not blank. */
export const valuesOf = (sent: SentFields, name: string): string[] =>
  (sent.fields.get(name) ?? []).map((value) => value.trim()).filter((value) => value !== '')

/** A request as it will be filed, and what of a long description did not fit the form: it is added as a note right after. */
export interface Composed {
  readonly request: Omit<FileRequest, 'operation'>
  readonly rest: string | null
}

/**
 * Makes a filing out of what a client sent. Refuses with every fault at once: no place, half a coordinate, an unknown attribute or nature, too much text.
 * Device ids, account ids and unknown fields are not kept. Media addresses stay words: the server fetches nothing from the internet for a client.
 */
export const composeRequest = (sent: SentFields, category: Category, procedure: Procedure): Result<Composed> => {
  const faults: FieldFault[] = [...attributeFaults(sent)]
  const natures = naturesOf(procedure).map(({ id }) => id)
  const nature = valueOf(sent, 'attribute[nature]') ?? natures[0] ?? null
  if (nature === null || !natures.includes(nature))
    faults.push({ path: 'attribute[nature]', code: 'open311.nature', params: { natures: natures.join(', ') } })
  const place = placeOf(sent, faults)
  const words = wordsOf(sent, category.name, faults)
  if (faults.length > 0) return refuseFields(faults)
  const { head, rest } = cut(words, maxText(procedure))
  const contact = contactOf(sent)
  return ok({
    request: {
      procedure: procedure.id,
      door: 'open311',
      nature,
      category: category.code,
      input: { text: head, place, ...(contact ? { contact } : {}), ...(sent.files.length > 0 ? { photos: [...sent.files] } : {}) },
    },
    rest,
  })
}

/** Addresses of pictures as lines of text, and a fault for each that is none. */
export const mediaLines = (sent: SentFields, faults: FieldFault[]): string[] => {
  const given = valuesOf(sent, 'media_url')
  if (given.length > limits.mediaUrls) faults.push({ path: 'media_url', code: 'field.too-many', params: { max: limits.mediaUrls } })
  return given.flatMap((address) => {
    const proper = address.length <= limits.mediaUrlLength && /^https?:\/\/[^\s<>"]+$/i.test(address) && URL.canParse(address)
    if (!proper) faults.push({ path: 'media_url', code: 'open311.media-url' })
    return proper ? [`图片链接 media: ${address}`] : []
  })
}

/** The words under the limit of a form, and what is left over. Counted in characters, cut where nothing is torn. */
export const cut = (words: string, max: number): { head: string; rest: string | null } => {
  const characters = Array.from(words)
  if (characters.length <= max) return { head: words, rest: null }
  return { head: `${characters.slice(0, max - 1).join('')}…`, rest: `…${characters.slice(max - 1).join('')}` }
}

/** A refusal of the engine, with its fields under the names that the protocol gives them. */
export const inProtocolWords = (refusal: Refusal): Refusal =>
  refusal.fields
    ? { ...refusal, fields: refusal.fields.map((fault) => ({ ...fault, path: protocolNames[fault.path] ?? fault.path })) }
    : refusal

const protocolNames: Readonly<Record<string, string>> = {
  text: 'description',
  note: 'description',
  reply: 'description',
  reason: 'description',
  'contact.phone': 'phone',
  'contact.email': 'email',
  'contact.name': 'first_name',
  'place.address': 'address_string',
  'place.placeId': 'address_id',
  'place.point': 'lat',
  place: 'address_id',
  category: 'service_code',
  nature: 'attribute[nature]',
}

const maxText = (procedure: Procedure): number => procedure.intake.form.find((field) => field.field === 'text')?.max ?? limits.description

const attributeFaults = (sent: SentFields): FieldFault[] =>
  [...sent.fields.keys()].flatMap((name) => {
    const code = /^attribute\[(.*)\]$/s.exec(name)?.[1]
    return code === undefined || (attributeCodes as readonly string[]).includes(code)
      ? []
      : [{ path: name.slice(0, 60), code: 'open311.attribute-unknown' }]
  })

const placeOf = (sent: SentFields, faults: FieldFault[]): Readonly<Record<string, unknown>> => {
  const [lat, long] = [valueOf(sent, 'lat'), valueOf(sent, 'long')]
  const placeId = valueOf(sent, 'address_id')
  const within = [valueOf(sent, 'attribute[building]'), valueOf(sent, 'attribute[floor]')].filter((part) => part !== null)
  const address = [valueOf(sent, 'address_string'), ...within].filter((part) => part !== null).join(' ')
  if ((lat === null) !== (long === null)) faults.push({ path: lat === null ? 'lat' : 'long', code: 'field.required' })
  if (lat === null && long === null && placeId === null && valueOf(sent, 'address_string') === null)
    faults.push({ path: 'lat', code: 'open311.no-place' })
  return {
    ...(lat !== null && long !== null ? { point: [degrees(long, 180, 'long', faults), degrees(lat, 90, 'lat', faults)] } : {}),
    ...(placeId !== null ? { placeId } : {}),
    ...(address !== '' ? { address } : {}),
  }
}

/** Degrees as the protocol writes them; told as a fault when they are none. */
const degrees = (text: string, most: number, name: string, faults: FieldFault[]): number => {
  const value = /^[+-]?\d{1,3}(?:\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN
  if (!(Math.abs(value) <= most)) faults.push({ path: name, code: 'field.bad-point' })
  return value
}

const wordsOf = (sent: SentFields, categoryName: string, faults: FieldFault[]): string => {
  const description = valueOf(sent, 'description')
  if (description !== null && Array.from(description).length > limits.description)
    faults.push({ path: 'description', code: 'field.too-long', params: { max: limits.description } })
  // The protocol lets a client leave the description out; the category then says what it is about.
  return [description ?? `（没有填写说明）${categoryName}`, ...mediaLines(sent, faults)].join('\n')
}

const contactOf = (sent: SentFields): Readonly<Record<string, string>> | null => {
  const name = nameOf(valueOf(sent, 'first_name'), valueOf(sent, 'last_name'))
  const [phone, email] = [valueOf(sent, 'phone'), valueOf(sent, 'email')]
  const contact = { ...(name !== '' ? { name } : {}), ...(phone !== null ? { phone } : {}), ...(email !== null ? { email } : {}) }
  return Object.keys(contact).length > 0 ? contact : null
}

/** A Chinese name is written family name first and without a space. */
export const nameOf = (first: string | null, last: string | null): string => {
  const chinese = /\p{Script=Han}/u.test(`${first ?? ''}${last ?? ''}`)
  return (chinese ? [last, first] : [first, last]).filter((part) => part !== null).join(chinese ? '' : ' ')
}
