import type { Place, SourceDocument } from './document.ts'
import { isOnlyPlaceholders } from './environment.ts'

/** A part of the file that must not be printed. */
export interface Blot {
  readonly start: number
  readonly end: number
}

const blotted = '…'
const longest = 200

/** The line of a place, with everything blotted out that may be secret; the caret's column stays true. */
export function excerptOf(
  document: SourceDocument,
  place: Place,
  blots: readonly Blot[],
): string | undefined {
  const lines = document.text.split('\n')
  const line = lines[place.line - 1]
  if (line === undefined || line.trim() === '' || line.length > longest) return undefined
  const start = lines.slice(0, place.line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  let text = line
  for (const { start: from, end: to } of blots.toSorted((a, b) => b.start - a.start)) {
    const first = Math.max(0, from - start)
    const last = Math.min(line.length, to - start)
    if (first >= last || isOnlyPlaceholders(line.slice(first, last))) continue
    // What stands behind the caret may get shorter, what stands before it must not move it.
    const width = last < place.column - 1 ? last - first : blotted.length
    text = text.slice(0, first) + blotted.padEnd(width, blotted) + text.slice(last)
  }
  return text.trimEnd()
}

/** The line of a file that could not be parsed: only its first key is certainly not secret. */
export function brokenExcerpt(document: SourceDocument, place: Place): string | undefined {
  const line = document.text.split('\n')[place.line - 1] ?? ''
  const key = /^\s*(?:- )?(?:[\w-]+|"[\w-]+")\s*:/.exec(line)?.[0]
  if (key === undefined) return undefined
  const rest = line.slice(key.length).trim()
  return rest === '' || isOnlyPlaceholders(rest) ? line.trimEnd() : `${key} ${blotted}`
}
