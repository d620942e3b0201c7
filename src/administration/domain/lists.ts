/** Words of one cell: separated by spaces, commas or 、 in any width. */
export const wordsOf = (cell: unknown): string[] =>
  typeof cell === 'string'
    ? [
        ...new Set(
          cell
            .normalize('NFKC')
            .split(/[\s,;、|]+/)
            .filter((word) => word !== ''),
        ),
      ]
    : []

/** A cell's text, or the empty text. */
export const textOf = (cell: unknown): string => (typeof cell === 'string' ? cell : typeof cell === 'number' ? String(cell) : '')

/** A cell's text, or null when there is none. */
export const textOrNull = (cell: unknown): string | null => textOf(cell) || null
