import { fault, type Files } from '@cartograph/core'
import { byteWindow } from './byte-window.ts'
import { baseName, rawBytes, stateOf, type FileState } from './bytes.ts'
import { encodingNamed } from './layout.ts'
import { recordBytes } from './interpret.ts'
import { recordReader } from './record-reader.ts'
import type { Frame } from './frame.ts'
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
  const frame = format.frame === undefined ? undefined : frameReader(format.frame, path)
  try {
    for (;;) {
      const batch = await reader.next(columns === undefined ? 1 : undefined)
      if (batch.failure !== undefined) throw batch.failure.error
      if (batch.problem !== undefined && !batch.isLast)
        throw foreign(path, `line ${batch.problem.line} is longer than any it writes`)
      const { found, length } = batch
      const count = found.records.ends.filter((end) => end <= length).length
      const all = Array.from({ length: count }, (_, index) => recordBytes(found, index))
      const lines = frame === undefined ? all : frame.rowsOf(all)
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
        const bytes = frame === undefined ? found.bytes.subarray(0, length) : Buffer.concat(lines)
        yield { columns, keys, lines, bytes, end }
      } else if (frame !== undefined)
        yield { columns, keys: [], lines, bytes: Buffer.alloc(0), end }
      if (batch.isLast) {
        frame?.end()
        return
      }
    }
  } finally {
    await window.close()
  }
}

/** Takes the lines around the rows away, and gives every row the separator that the last one lacks. */
function frameReader({ head, foot, separator }: Frame, path: string) {
  let passed = 0
  let isClosed = false
  const ending = Buffer.from(`${separator}\n`)
  return {
    rowsOf: (lines: readonly Buffer[]): readonly Buffer[] => {
      const rows: Buffer[] = []
      for (const line of lines) {
        if (isClosed) throw foreign(path, 'it goes on behind its end')
        if (passed < head.length) {
          if (line.toString('utf8') !== `${head[passed] ?? ''}\n`)
            throw foreign(path, `its line ${passed + 1} is another`)
          passed += 1
        } else if (line.toString('utf8') === `${foot}\n`) isClosed = true
        else if (line.subarray(-ending.length).equals(ending)) rows.push(line)
        else rows.push(Buffer.concat([line.subarray(0, -1), ending]))
      }
      return rows
    },
    end: () => {
      if (!isClosed) throw foreign(path, 'its last line is missing')
    },
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
