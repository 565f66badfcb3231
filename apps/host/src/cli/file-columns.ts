import { open } from 'node:fs/promises'
import { constants, gunzipSync } from 'node:zlib'

const headBytes = 65_536

/** The column names in the first line of an export file; undefined where there is no such file. */
export async function readColumns(file: string): Promise<readonly string[] | undefined> {
  const handle = await open(file, 'r').catch(() => undefined)
  if (handle === undefined) return undefined
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return columnsOf(unzipped(buffer.subarray(0, bytesRead)).toString('utf8'))
  } finally {
    await handle.close()
  }
}

/** The names in a heading of CSV, TSV or the like, or the fields of a first line of NDJSON. */
export function columnsOf(head: string): readonly string[] {
  const line = (head.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/, 1)[0] ?? '').trim()
  if (line.startsWith('{')) return fieldsOf(line)
  const [delimiter = ','] = [',', ';', '\t', '|'].toSorted(
    (a, b) => line.split(b).length - line.split(a).length,
  )
  const names = line.match(new RegExp(`"(?:[^"]|"")*"|[^${delimiter}"]+`, 'g')) ?? []
  return names
    .map((name) => name.replaceAll(/^\s*"?|"?\s*$/g, '').replaceAll('""', '"'))
    .filter(Boolean)
}

function fieldsOf(line: string): readonly string[] {
  try {
    const row: unknown = JSON.parse(line)
    return typeof row === 'object' && row !== null ? Object.keys(row) : []
  } catch {
    return []
  }
}

function unzipped(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    // Only the head was read, so the end of the archive is missing.
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return Buffer.alloc(0)
  }
}
