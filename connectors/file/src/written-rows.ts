import { fault, type Files } from '@cartograph/core'
import { byteWindow } from './byte-window.ts'
import { baseName, rawBytes, stateOf, type FileState } from './bytes.ts'
import { encodingNamed } from './layout.ts'
import { recordBytes } from './interpret.ts'
import { recordReader } from './record-reader.ts'
import type { RowFormat } from './row-format.ts'

/** Lines of a file that a sink wrote, with their keys. */
export interface WrittenRows {
  readonly columns: readonly string[]
  readonly keys: readonly string[]
  readonly lines: readonly Buffer[]
  /** All lines in one piece. */
  readonly bytes: Buffer
  /** Bytes of the file up to the end of these lines. */
  readonly end: number
}

const utf8 = encodingNamed('utf-8')

/**
 * Reads what a sink wrote, some lines at a time; the first part may hold the header alone.
 *
 * A last line that is cut off, as after a crash while appending, is left out: `end` then stays before the file's end.
 *
 * @throws a `config` fault where the file is not one that this sink wrote.
 */
export async function* writtenRows(
  files: Files,
  path: string,
  format: RowFormat,
): AsyncGenerator<WrittenRows, void> {
  const window = byteWindow(rawBytes(files, path), { isHashed: false })
  const reader = recordReader(window, utf8, format.signs, 1)
  let columns: readonly string[] | undefined = format.hasHeader ? undefined : []
  try {
    for (;;) {
      const batch = await reader.next(columns === undefined ? 1 : undefined)
      if (batch.failure !== undefined) throw batch.failure.error
      if (batch.problem !== undefined && !batch.isLast)
        throw foreign(path, `line ${batch.problem.line} is longer than any it writes`)
      const { found, length } = batch
      const count = found.records.ends.filter((end) => end <= length).length
      const lines = Array.from({ length: count }, (_, index) => recordBytes(found, index))
      const line = found.records.lines[0] ?? 1
      reader.take(batch)
      const end = window.offset()
      if (columns === undefined) {
        const [header] = lines
        if (header !== undefined) {
          columns = format.readHeader(header)
          if (columns === undefined) throw foreign(path, 'its header cannot be read')
          yield { columns, keys: [], lines: [], bytes: Buffer.alloc(0), end }
        }
      } else if (lines.length > 0) {
        const keys = lines.map((text, index) => keyAt(format, text, path, line + index))
        yield { columns, keys, lines, bytes: found.bytes.subarray(0, length), end }
      }
      if (batch.isLast) return
    }
  } finally {
    await window.close()
  }
}

function keyAt(format: RowFormat, line: Buffer, path: string, number: number): string {
  const key = format.keyOf(line)
  if (key !== undefined) return key
  throw foreign(path, `about line ${number} there is a row without a key`)
}

/** A file that somebody else wrote, or changed by hand. */
export function foreign(path: string, why: string): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `${baseName(path)} was not written by this sink: ${why}.`,
    hint: 'Move the file away, or let the mapping name another `file`. Nothing was changed in it.',
  })
}

export async function existingState(files: Files, path: string): Promise<FileState | undefined> {
  const state = await stateOf(files, path)
  return state === undefined || state.size === 0 ? undefined : state
}
