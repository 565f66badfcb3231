import { isFault, type Change, type Fault } from '@cartograph/core'
import type { FilePosition, Position } from '../position.ts'
import type { Row } from '../rows.ts'
import type { SourceSettings } from '../settings.ts'
import { walkFile } from '../walk.ts'
import type { MemoryFiles } from './memory-files.ts'

export interface Reading<At extends FilePosition = Position> {
  readonly changes: readonly Change<Row>[]
  readonly rows: readonly Row[]
  readonly rejects: readonly Extract<Change<Row>, { op: 'reject' }>[]
  readonly position: At | undefined
  readonly end: boolean
  readonly fault: Fault | undefined
  readonly logged: readonly string[]
}

export interface ReadOptions<At extends FilePosition = Position> {
  readonly source?: Omit<SourceSettings, 'path'>
  readonly needed?: readonly string[]
  readonly from?: At
  readonly pageRows?: number
  /** The walk is left after so many pages, as when the process ends. */
  readonly pages?: number
}

/** Reads a file with a source's settings, to its end or as far as asked. */
export async function readSource<At extends FilePosition = Position>(
  files: MemoryFiles,
  path: string,
  options: ReadOptions<At> = {},
): Promise<Reading<At>> {
  const { source = {}, needed = [], from, pageRows, pages = Infinity } = options
  const logged: string[] = []
  const log = (message: string) => {
    logged.push(message)
  }
  const changes: Change<Row>[] = []
  let position = from
  let end = false
  let found: Fault | undefined
  let read = 0
  const signal = new AbortController().signal
  const walk = walkFile(
    {
      files,
      path,
      source: { path, ...source },
      needed,
      signal,
      log: { debug: log, info: log, warn: log, error: log },
      ...(pageRows !== undefined && { pageRows }),
    },
    from,
  )
  try {
    for await (const page of walk) {
      changes.push(...page.items)
      // A position goes through the store as JSON.
      position = JSON.parse(JSON.stringify(page.next)) as At
      end = page.end === true
      read += 1
      if (read >= pages) break
    }
  } catch (error) {
    if (!isFault(error)) throw error
    found = error
  }
  return {
    changes,
    rows: changes.flatMap((change) => (change.op === 'upsert' ? [change.row] : [])),
    rejects: changes.filter((change) => change.op === 'reject'),
    position,
    end,
    fault: found,
    logged,
  }
}
