/** The line by which a matter is known in lists: its first sentence, at most forty characters. */
export const titleOf = (body: string): string => {
  const line = body.trim().split('\n')[0] ?? ''
  const sentence = /^.{8,40}?[。！？!?；;]/u.exec(line)?.[0] ?? line
  const characters = Array.from(sentence)
  return characters.length <= 40 ? sentence : `${characters.slice(0, 39).join('')}…`
}
