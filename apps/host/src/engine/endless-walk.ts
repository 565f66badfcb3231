import type { Page } from '@cartograph/core'

/** Looks at every page of a walk; says why the walk would never end. */
export type WatchWalk = (page: Page<unknown>, position: string) => string | undefined

/** A vendor that does not know its page parameter gives the first page for ever. */
const samePages = 50
/** A walk may meet an old position once, where the vendor's list shrank; again and again is a circle. */
const returnsAllowed = 2

/**
 * Watches for walks without an end: those that come back to a position again and again, and those that are given the same
 * rows by page after page, though their positions go on.
 *
 * One position is remembered at a time, taken anew after twice as many pages as before, so that circles of any length are
 * found in memory of one.
 */
export function watchForEnd(before: string | null): WatchWalk {
  let mark = before
  let returns = 0
  let since = 0
  let span = 1
  let lastFirst: string | undefined
  let same = 0
  return (page, position) => {
    if (page.end === true) return undefined
    const first = firstRow(page.items)
    same = first !== undefined && first === lastFirst ? same + 1 : 0
    lastFirst = first
    if (same >= samePages)
      return `${samePages} pages in a row begin with the same row; the walk would never end.`
    returns += position === mark ? 1 : 0
    if (returns > returnsAllowed)
      return 'the walk comes back to the same position again and again; it would never end.'
    since += 1
    if (since >= span) {
      mark = position
      returns = 0
      since = 0
      span *= 2
    }
    return undefined
  }
}

/** The first row of a page, or the first key of a walk over keys; other changes may well be alike. */
function firstRow(items: readonly unknown[]): string | undefined {
  const [first] = items
  if (Array.isArray(first)) return JSON.stringify(first)
  const isRow =
    typeof first === 'object' && first !== null && 'op' in first && first.op === 'upsert'
  if (!isRow) return undefined
  try {
    return JSON.stringify(first)
  } catch {
    // What cannot be kept is told where rows are prepared.
    return undefined
  }
}
