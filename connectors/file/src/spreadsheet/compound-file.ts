/** Where the parts of a compound file's header stand, and what its numbers mean: [MS-CFB] 2.2 and 2.3. */
const shiftAt = 0x1e
const firstListAt = 0x44
const tablesAt = 0x4c
const tablesInHeader = 109
/** Above it numbers have meanings of their own, such as the end of a chain. */
const mostSector = 0xffff_fffa

/**
 * Whether all sectors that others of a compound file lead to are there: one that is cut off between two of them may look shorter, not broken.
 *
 * @see https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-cfb/
 */
export function isCompoundFileWhole(bytes: Buffer): boolean {
  if (bytes.length < tablesAt + tablesInHeader * 4) return false
  const shift = bytes.readUInt16LE(shiftAt)
  if (shift !== 9 && shift !== 12) return false
  const sectorBytes = 2 ** shift
  const sector = (number: number) =>
    bytes.subarray((number + 1) * sectorBytes, (number + 2) * sectorBytes)
  const tables = tableSectors(bytes, sectorBytes, sector)
  let last = 0
  for (const number of tables) {
    const table = sector(number)
    if (table.length < sectorBytes) return false
    for (let at = 0; at < sectorBytes; at += 4) {
      const next = table.readUInt32LE(at)
      if (next <= mostSector) last = Math.max(last, next)
    }
  }
  return bytes.length >= (last + 2) * sectorBytes
}

/** The sectors that say which others are used: some are named in the header, more in a chain of lists. */
function tableSectors(
  bytes: Buffer,
  sectorBytes: number,
  sector: (number: number) => Buffer,
): readonly number[] {
  const found: number[] = []
  const add = (list: Buffer) => {
    for (let at = 0; at + 4 <= list.length; at += 4)
      if (list.readUInt32LE(at) <= mostSector) found.push(list.readUInt32LE(at))
  }
  add(bytes.subarray(tablesAt, tablesAt + tablesInHeader * 4))
  let next = bytes.readUInt32LE(firstListAt)
  const mostLists = bytes.length / sectorBytes
  for (let turn = 0; next <= mostSector && turn < mostLists; turn += 1) {
    const list = sector(next)
    // A list that is not there names a sector that is not there either.
    if (list.length < sectorBytes) return [...found, mostSector]
    add(list.subarray(0, -4))
    next = list.readUInt32LE(sectorBytes - 4)
  }
  return found
}
