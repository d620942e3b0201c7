import { pick } from './random.ts'
import type { Random } from './random.ts'

const innermost = /\[([^[\]]*)\]/

/** Resolves every choice `[a|b|c]` of a template, inner ones first. An empty alternative is allowed. */
export const choose = (template: string, random: Random): string => {
  let text = template
  for (let found = innermost.exec(text); found; found = innermost.exec(text)) {
    const option = pick(random, (found[1] ?? '').split('|'))
    text = text.slice(0, found.index) + option + text.slice(found.index + found[0].length)
  }
  return text
}

/** Fills `{name}` by asking `slots`; a name nobody knows is a fault of the template. */
export const fill = (template: string, slots: (name: string) => string | undefined): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots(name)
    if (value === undefined) throw new Error(`template asks for {${name}}: ${template}`)
    return value
  })

/** A template with its choices made and its slots filled. */
export const weave = (template: string, slots: (name: string) => string | undefined, random: Random): string =>
  fill(choose(template, random), slots)
