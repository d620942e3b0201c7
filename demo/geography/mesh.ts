/** A corner in micro-degrees (whole numbers), so that shared corners are equal and nothing is lost in print. */
export type Corner = readonly [x: number, y: number]

/** One area of the partition: its corners anticlockwise, the first not repeated. */
export interface Face {
  ring: Corner[]
}

/** A place on a face's edge: after corner number `edge`, at `at`. */
export interface OnEdge {
  readonly edge: number
  readonly at: Corner
}

/** A county cut up without gap or overlap: neighbours have every corner of their common line in common. */
export interface Mesh {
  readonly faces: Set<Face>
  /** Areas already cut up: their rings are given the corners that later cuts make on them, so that every level fits the next. */
  readonly outlines: Set<Face>
}

/** Remembers the area as it stands, before it is cut up. */
export const keepOutline = (mesh: Mesh, face: Face): Face => {
  const outline = { ring: [...face.ring] }
  mesh.outlines.add(outline)
  return outline
}

export const sameCorner = (one: Corner, other: Corner): boolean => one[0] === other[0] && one[1] === other[1]

/** The two rings that a line from one place on the edge to another cuts a face into. `between` are the line's inner corners. */
export const cutRing = (ring: readonly Corner[], from: OnEdge, to: OnEdge, between: readonly Corner[]): readonly [Corner[], Corner[]] => {
  const first = dropRepeats([from.at, ...walk(ring, from.edge, to.edge), to.at, ...between.toReversed()])
  const second = dropRepeats([to.at, ...walk(ring, to.edge, from.edge), from.at, ...between])
  return [first, second]
}

/** Replaces the face by the two sides of the line, and gives its neighbours the line's ends as corners. */
export const splitFace = (mesh: Mesh, face: Face, from: OnEdge, to: OnEdge, between: readonly Corner[]): readonly [Face, Face] => {
  for (const end of [from, to]) addCorner(mesh, face, end)
  const [first, second] = cutRing(face.ring, from, to, between)
  const sides = [{ ring: first }, { ring: second }] as const
  mesh.faces.delete(face)
  for (const side of sides) mesh.faces.add(side)
  return sides
}

const addCorner = (mesh: Mesh, face: Face, end: OnEdge): void => {
  const start = face.ring[end.edge]
  const stop = face.ring[(end.edge + 1) % face.ring.length]
  if (!start || !stop || sameCorner(start, end.at) || sameCorner(stop, end.at)) return
  for (const other of [...mesh.faces, ...mesh.outlines]) {
    if (other === face) continue
    const at = other.ring.findIndex((corner, index) => {
      const next = other.ring[(index + 1) % other.ring.length] ?? corner
      // A neighbour's ring runs the other way, that of an area around it the same way.
      return (sameCorner(corner, stop) && sameCorner(next, start)) || (sameCorner(corner, start) && sameCorner(next, stop))
    })
    if (at >= 0) other.ring.splice(at + 1, 0, end.at)
  }
}

// The corners after edge `from` up to and with the first corner of edge `to`, going round the end.
const walk = (ring: readonly Corner[], from: number, to: number): Corner[] => {
  const corners: Corner[] = []
  for (let at = (from + 1) % ring.length; ; at = (at + 1) % ring.length) {
    const corner = ring[at]
    if (corner) corners.push(corner)
    if (at === to) return corners
  }
}

const dropRepeats = (ring: readonly Corner[]): Corner[] =>
  ring.filter((corner, at) => {
    const before = ring[(at + ring.length - 1) % ring.length]
    return !before || !sameCorner(corner, before)
  })
