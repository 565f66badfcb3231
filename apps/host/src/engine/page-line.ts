import { faultOf } from '@cartograph/core'
import type { PageResult, PreparedPage } from '../store/index.ts'

/** Where the pages of a stream's slices come to be committed. */
export interface PageLine {
  commit(page: PreparedPage): Promise<Status>
}

type Status = PageResult['status']

interface Waiting {
  readonly page: PreparedPage
  readonly resolve: (status: Status) => void
  readonly reject: (error: unknown) => void
}

/** More than that and others who write would wait too long for one transaction. */
const mostRecords = 800
const mostCharacters = 4_000_000

/**
 * Commits the pages of one stream one after the other, all that are ready at the same time in one transaction: for a database
 * much of the work is the same however many rows there are.
 *
 * Each page stands by itself all the same: where they cannot be committed together, each is tried alone.
 */
export function pageLine(write: (page: PreparedPage) => Promise<Status>): PageLine {
  const waiting: Waiting[] = []
  let isBusy = false
  const workOff = async () => {
    while (waiting.length > 0) await commitTogether(write, waiting.splice(0, alike(waiting)))
    isBusy = false
  }
  return {
    commit: (page) =>
      new Promise((resolve, reject) => {
        waiting.push({ page, resolve, reject })
        if (isBusy) return
        isBusy = true
        // Others may have come in the same moment.
        setImmediate(() => void workOff())
      }),
  }
}

async function commitTogether(
  write: (page: PreparedPage) => Promise<Status>,
  group: readonly Waiting[],
): Promise<void> {
  const [first] = group
  if (first !== undefined && group.length > 1) {
    try {
      const status = await write(mergedPage(group.map(({ page }) => page)))
      if (status === 'committed') {
        for (const { resolve } of group) resolve(status)
        return
      }
    } catch (error) {
      if (isEverybodys(error)) {
        for (const { reject } of group) reject(error)
        return
      }
    }
  }
  for (const { page, resolve, reject } of group) {
    try {
      resolve(await write(page))
    } catch (error) {
      reject(error)
    }
  }
}

/** The database cannot be reached, or nobody knows what became of the transaction: none of the pages fares better alone. */
function isEverybodys(error: unknown): boolean {
  return faultOf(error).kind === 'transient'
}

/** How many of the first that wait can be one page: each key once, and no more than one transaction should have. */
function alike(waiting: readonly Waiting[]): number {
  const [first] = waiting
  if (first === undefined) return 0
  const keys = new Set<string>()
  let characters = 0
  for (const [index, { page }] of waiting.entries()) {
    characters += page.records.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
    const isMore = keys.size + page.records.length > mostRecords || characters > mostCharacters
    const isOther =
      page.generation !== first.page.generation ||
      page.scope !== first.page.scope ||
      page.lane !== first.page.lane
    if (index > 0 && (isMore || isOther || page.records.some(({ key }) => keys.has(key))))
      return index
    for (const { key } of page.records) keys.add(key)
  }
  return waiting.length
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
