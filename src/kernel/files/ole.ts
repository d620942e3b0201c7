/**
 * Names of the streams and storages in an OLE compound file (doc, xls, ppt, wps, et, dps; also msi and msg), from its directory chain ([MS-CFB] 2.2 to
 * 2.6). `undefined` when the bytes are no whole compound file. Reads nothing else.
 */
export const readOleNames = (bytes: Buffer): readonly string[] | undefined => {
  if (bytes.length < 512 || !bytes.subarray(0, 8).equals(magic)) return undefined
  const shift = bytes.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return undefined
  const sectors = Math.ceil(bytes.length / 2 ** shift) - 1
  const sectorAt = (sector: number): Buffer | undefined => {
    const from = (sector + 1) * 2 ** shift
    return sector >= 0 && from < bytes.length ? bytes.subarray(from, from + 2 ** shift) : undefined
  }
  const table = allocationSectors(bytes, sectorAt, sectors)
  const names: string[] = []
  let sector = bytes.readUInt32LE(48)
  // A chain longer than the file has sectors runs in a circle.
  for (let seen = 0; sector !== endOfChain; seen++) {
    const content = sectorAt(sector)
    const next = nextSector(table, sectorAt, sector, shift)
    if (!content || next === undefined || seen > sectors) return undefined
    names.push(...entryNames(content))
    sector = next
  }
  return names
}

const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const endOfChain = 0xfffffffe
const lastSector = 0xfffffffa

type SectorAt = (sector: number) => Buffer | undefined

/** The sectors that hold the allocation table: 109 named in the header, the others in a chain of their own. */
const allocationSectors = (bytes: Buffer, sectorAt: SectorAt, sectors: number): readonly number[] => {
  const table: number[] = []
  const take = (content: Buffer, from: number, to: number): void => {
    for (let at = from; at + 4 <= to; at += 4) {
      const sector = content.readUInt32LE(at)
      if (sector < lastSector) table.push(sector)
    }
  }
  take(bytes, 76, 512)
  let next = bytes.readUInt32LE(68)
  for (let seen = 0; seen <= sectors; seen++) {
    const content = sectorAt(next)
    if (!content || content.length < 512) break
    take(content, 0, content.length - 4)
    next = content.readUInt32LE(content.length - 4)
  }
  return table
}

const nextSector = (table: readonly number[], sectorAt: SectorAt, sector: number, shift: number): number | undefined => {
  const perSector = 2 ** shift / 4
  const content = sectorAt(table[Math.floor(sector / perSector)] ?? lastSector)
  const at = (sector % perSector) * 4
  return content && at + 4 <= content.length ? content.readUInt32LE(at) : undefined
}

const entryNames = (content: Buffer): readonly string[] => {
  const names: string[] = []
  for (let at = 0; at + 128 <= content.length; at += 128) {
    const length = content.readUInt16LE(at + 64)
    if (content[at + 66] !== 0 && length >= 2 && length <= 64) names.push(content.toString('utf16le', at, at + length - 2))
  }
  return names
}
