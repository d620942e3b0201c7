/** Rows that name their parent, as a tree. A row whose parent is not there stands at the top; a row can't be its own ancestor. */
export const treeOf = <T extends object>(
  rows: readonly T[],
  idOf: (row: T) => string,
  parentOf: (row: T) => string | null,
): readonly (T & { children?: readonly (T & object)[] })[] => {
  const known = new Set(rows.map(idOf))
  const below = Map.groupBy(rows, (row) => {
    const parent = parentOf(row)
    return parent !== null && known.has(parent) && parent !== idOf(row) ? parent : null
  })
  const grow = (row: T): T & { children?: readonly (T & object)[] } => {
    const children = (below.get(idOf(row)) ?? []).map(grow)
    return children.length > 0 ? { ...row, children } : row
  }
  return (below.get(null) ?? []).map(grow)
}
