import { loadDirectory } from '../access/api.ts'
import type { Zone } from '../kernel/calendar/day.ts'
import type { Lang, Text } from '../kernel/i18n.ts'
import { secretFrom } from '../kernel/ids.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { leadOf, loadCatalogue, officialClock, readEvents, type MatterState } from '../matters/api.ts'
import { sayMoment } from './domain.ts'
import { readDistrictName } from './store.ts'
import { say } from './texts.ts'

/** What may be said of a matter to the resident it belongs to. */
export type Said = Readonly<Record<string, string>>

const nothing: Readonly<Record<Lang, string>> = { zh: '（请点开查看）', en: '(please open to read)' }
const noDue: Readonly<Record<Lang, string>> = { zh: '规定时限', en: 'the limit' }

/** What the words of a message to a resident ask for (`keys` are those of its texts): of what people wrote only what they ask for, and nothing of a sealed matter. */
export const wordsFor = async (
  kernel: Kernel,
  state: MatterState,
  n: number,
  complainant: boolean,
  keys: readonly string[],
  lang: Lang,
): Promise<Said> => {
  const { zone } = await kernel.district()
  const asked = (hole: string): boolean => keys.some((key) => say(lang, key).includes(`{${hole}}`))
  const directory = await loadDirectory(kernel)
  const due = dueOf(state)
  const lead = leadOf(state)?.unit ?? directory.dutyUnit('dispatcher', state.areaCode)
  const written = asked('reason') || asked('question') || asked('answer') ? await writtenIn(kernel, state, n) : {}
  return {
    name: await nameOf(kernel, lang),
    code: state.code,
    link: trackAddress(kernel.config.publicUrl, state.code),
    // Whoever joined has no receipt of this matter.
    secret: complainant ? secretFrom(kernel.keys.blindIndex('receipt-secret', state.code)) : '',
    unit: lead ? directory.nameOf(lead, lang) : '',
    due: due ? sayMoment(due, zone, lang) : noDue[lang],
    days: asked('days') ? await reopenDays(kernel, state) : '',
    reason: written['reason'] ?? nothing[lang],
    question: written['question'] ?? nothing[lang],
    answer: written['answer'] ?? nothing[lang],
  }
}

const trackAddress = (publicUrl: string, code: string): string => `${publicUrl}/track?code=${code}`

/** When the office owes the resident the next thing; null when no such clock runs. */
export const dueOf = (state: MatterState): Date | null => {
  const clock = officialClock(state)
  return clock ? new Date(clock.due) : null
}

/** What the platform of this district calls itself. */
export const nameOf = async (kernel: Kernel, lang: Lang): Promise<string> => {
  const name = await readDistrictName(kernel.db.sql)
  const given = (name as Partial<Text> | null | undefined)?.[lang]
  return `${given ?? ''}${lang === 'zh' ? '邻里' : given ? ' Linli' : 'Linli'}`
}

const reopenDays = async (kernel: Kernel, state: MatterState): Promise<string> => {
  const procedure = (await loadCatalogue(kernel)).procedure(state.procedure.digest)
  const actions = Object.values(procedure.stages).flatMap((stage) => Object.values(stage.actions))
  return String(actions.find((action) => action.within)?.within?.value ?? '—')
}

// The last thing written of each kind up to the entry that the notice follows from.
const writtenIn = async (kernel: Kernel, state: MatterState, n: number): Promise<Said> => {
  if (state.sensitivity === 'sealed') return {}
  const said: Record<string, string> = {}
  for (const event of await readEvents(kernel.db.sql, kernel.keys, state.id)) {
    if (event.kind !== 'acted' || event.n > n) continue
    for (const field of ['reason', 'question', 'answer'])
      if (typeof event.text?.[field] === 'string') said[field] = short(event.text[field])
  }
  return said
}

const short = (text: string): string => {
  const characters = Array.from(text)
  return characters.length <= 200 ? text : `${characters.slice(0, 199).join('')}…`
}

/** A due time kept with a notice, as its reader reads it. */
export const sayDue = (due: string | null, zone: Zone, lang: Lang): string => (due ? sayMoment(new Date(due), zone, lang) : noDue[lang])
