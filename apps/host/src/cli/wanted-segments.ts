import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault, nearest } from '@cartograph/core'
import { parseSegment, type Segment } from '../analytics/index.ts'
import type { Terminal } from './terminal.ts'

/** The segment of a file or of a name; all that are known where neither is given. */
export async function wantedSegments(
  terminal: Terminal,
  known: readonly Segment[],
  { named, file }: { readonly named?: string | undefined; readonly file?: string | undefined },
): Promise<readonly Segment[]> {
  if (file !== undefined) {
    const text = await readFile(resolve(terminal.folder, file), 'utf8')
    return [parseSegment(jsonIn(text, file))]
  }
  if (named === undefined) return known
  const segment = known.find(({ id }) => id === named)
  if (segment !== undefined) return [segment]
  const meant = nearest(
    named,
    known.map(({ id }) => id),
  )
  throw fault({
    kind: 'config',
    message: `There is no segment "${named}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: '`cartograph segments` shows all; --file takes one of your own.',
  })
}

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw fault({
      kind: 'config',
      message: `${file} is no JSON.`,
      hint: 'A segment is one JSON object; docs/analytics/segments.md shows one.',
    })
  }
}
