import { setImmediate as turn } from 'node:timers/promises'
import { faultOf } from '@cartograph/core'
import { gathered, type GatheringLimits } from '../queue/index.ts'
import type { PageResult, PreparedPage } from '../store/index.ts'

/** Commits a page, and says whether it was. */
export type CommitPrepared = (page: PreparedPage) => Promise<PageResult['status']>

const limits: GatheringLimits<PreparedPage> = {
  most: 16,
  /** Of records: more, and others who write would wait too long, and what waits to be written grows old in memory. */
  mostWeight: 300,
  weightOf: ({ records }) => records.length,
  alike,
  // The database cannot be reached, or nobody knows what became of the transaction: none of the pages fares better alone.
  isEverybodys: (error) => faultOf(error).kind === 'transient',
}

/**
 * Commits the pages of one stream one after the other, all that are ready at the same time in one transaction: for a database
 * much of the work is the same however many rows there are.
 *
 * Each page stands by itself all the same: where they cannot be committed together, each is tried alone.
 */
export function pageLine(write: CommitPrepared): CommitPrepared {
  return gathered(limits, async (take) => {
    // Others may come in the same moment.
    await turn()
    const pages = take()
    const [only, ...others] = pages
    if (only === undefined) return []
    if (others.length === 0) return [await write(only)]
    const status = await write(mergedPage(pages))
    if (status !== 'committed')
      throw new Error(`Pages of several slices were not written: ${status}.`)
    return pages.map(() => status)
  })
}

const mostCharacters = 4_000_000

/** How many of the first can be one page: each key once, and no more text than one transaction should have. */
function alike(pages: readonly PreparedPage[]): number {
  const [first] = pages
  const keys = new Set<string>()
  let characters = 0
  const other = pages.findIndex((page, index) => {
    characters += page.records.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
    const isOther =
      page.generation !== first?.generation ||
      page.scope !== first.scope ||
      page.lane !== first.lane ||
      characters > mostCharacters ||
      page.records.some(({ key }) => keys.has(key))
    for (const { key } of page.records) keys.add(key)
    return index > 0 && isOther
  })
  return other === -1 ? pages.length : other
}

/** Pages of several slices as one. What they name of the stream is the same for all: one scene made them. */
export function mergedPage(pages: readonly PreparedPage[]): PreparedPage {
  const [first] = pages
  if (first === undefined) throw new Error('There is no page.')
  const shape = pages.findLast((page) => page.shape !== undefined)?.shape
  return {
    ...first,
    ...(shape !== undefined && { shape }),
    slices: pages.flatMap(({ slices }) => slices).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    observedTo: Math.max(...pages.map(({ observedTo }) => observedTo)),
    records: pages.flatMap(({ records }) => records).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    nameless: pages.flatMap(({ nameless }) => nameless),
    refresh: [...new Set(pages.flatMap(({ refresh }) => refresh))].toSorted(),
    refreshed: pages.flatMap(({ refreshed }) => refreshed),
    // The sooner a change looks, the more is asked for again.
    vendorOffsetMs: Math.min(...pages.map(({ vendorOffsetMs }) => vendorOffsetMs)),
  }
}
