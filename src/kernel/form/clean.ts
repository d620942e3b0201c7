/**
 * Text as it is kept: newlines are `\n`, characters composed (NFC), and without what nobody sees but what can mislead or break a
 * reader further on: control characters, the marks that turn the writing direction (Unicode TR 36, 2.6), byte order marks, lone halves of surrogates.
 */
export const cleanText = (text: string): string =>
  text.replace(newlines, '\n').replaceAll('\t', ' ').replace(unseen, '').normalize('NFC').trim()

/** The same on one line: what pasted newlines and tabs separate stays separated. */
export const cleanLine = (text: string): string => cleanText(text.replace(/[\r\n\t\u2028\u2029]+/g, ' ')).replace(/ {2,}/g, ' ')

/** How many characters a person would count: code points, so that a rare character or an emoji is one. */
export const countCharacters = (text: string): number => {
  let n = 0
  for (const _ of text) n++
  return n
}

/** Full-width letters, digits and signs, as Chinese keyboards type them, in their plain form. */
export const toHalfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')

const newlines = /\r\n?|[\u2028\u2029]/g

// oxlint-disable-next-line no-control-regex -- the very characters to be taken out
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu
