import { useQuery } from '@tanstack/react-query'
import { getText } from '../api/send.ts'
import { useLang } from '../app/lang.ts'

const path = (id: string, what: string): string => `/api/procedures/${encodeURIComponent(id)}/${what}`

/** The address of the drawing in the reader's language. */
export const useDiagram = (id: string): string => `${path(id, 'diagram')}?lang=${useLang()}`

/** The procedure in plain words; the answer may be text or wrap it. */
export const useWords = (id: string) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['procedure-text', id, lang],
    staleTime: 10 * 60_000,
    queryFn: async () => plainText(await getText(path(id, 'text'), { lang })),
  })
}

/** Text as it is, or out of `{text: …}`. */
export const plainText = (answer: string): string => {
  if (!answer.trimStart().startsWith('{')) return answer
  try {
    const body = JSON.parse(answer) as { text?: unknown }
    return typeof body.text === 'string' ? body.text : answer
  } catch {
    return answer
  }
}
