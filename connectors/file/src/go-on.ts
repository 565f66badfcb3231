import { fault } from '@cartograph/core'
import { digestOf, takeUntil, type ByteWindow } from './byte-window.ts'
import { encodingNamed } from './layout.ts'
import type { Position } from './position.ts'
import type { SourceSettings } from './settings.ts'

/**
 * Finds the place of a position in the file as it is now; `undefined` where nothing was read yet.
 *
 * @throws a `conflict` fault where what was read before is not there any more, byte for byte.
 */
export async function goOn(
  window: ByteWindow,
  from: Position,
  source: Pick<SourceSettings, 'key'>,
  file: string,
): Promise<Position | undefined> {
  if (from.line === 1 && from.open === null) return undefined
  const isSame = (await takeUntil(window, from.byte)) && window.digest() === from.digest
  // With line numbers as keys a line that goes on keeps its key; with others it may have been read as another row.
  const isSettled = source.key === undefined || (await isOpenRowWhole(window, from))
  if (isSame && isSettled) return from
  throw replacedFile(file, `up to line ${from.line}`)
}

/** Whether a last row without a line end was whole: the same bytes stand there, and the line ends after them. */
async function isOpenRowWhole(window: ByteWindow, { open, layout }: Position): Promise<boolean> {
  if (open === null || layout === null) return true
  const { unitBytes } = encodingNamed(layout.encoding)
  let isEnded = false
  while (window.bytes().length < open.length + unitBytes && !isEnded)
    isEnded = !(await window.more())
  const bytes = window.bytes()
  if (digestOf(bytes.subarray(0, open.length)) !== open.digest) return false
  const next = bytes.subarray(open.length, open.length + unitBytes)
  return next.length === 0 || next.includes(10) || next.includes(13)
}

/** What stands in the place of a file is not what was read before. */
export function replacedFile(file: string, howFar: string): Error {
  return fault({
    kind: 'conflict',
    scope: 'slice',
    message: `${file} was replaced or changed: what was read of it before (${howFar}) is not there any more.`,
    hint: 'It is read anew from its beginning.',
  })
}
