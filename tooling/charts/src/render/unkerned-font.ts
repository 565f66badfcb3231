/** Where the directory of tables begins in an OpenType file, and how long each of its entries is, in bytes. */
const directoryStart = 12
const entryLength = 16

/**
 * A font that sets its letters as far apart as they are wide.
 *
 * Kerning draws the point of `207.00` under the seven, where small numbers lose it. What reads the file finds no table of
 * distances, because it has another name.
 */
export function unkernedFont(font: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(font)
  const view = new DataView(changed.buffer)
  const tables = view.getUint16(4)
  for (let table = 0; table < tables; table += 1) {
    const start = directoryStart + table * entryLength
    const tag = String.fromCharCode(...changed.subarray(start, start + 4))
    if (tag === 'GPOS' || tag === 'kern') changed[start] = 'X'.charCodeAt(0)
  }
  return changed
}
