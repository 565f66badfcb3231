import type { StripeObject } from '../json.ts'

/** A row of a table. `row` may make it anew each time, so it is asked only for what is shown. */
export interface Entry {
  readonly id: string
  /** Seconds since the epoch. */
  readonly created: number
  /** The object it belongs to, for lists that are asked for by it: a refund's charge, a payment method's customer. */
  readonly parent?: string
  row(): StripeObject
}

/** Rows that are a function of their position, ascending by `created`; none of them is kept. */
export interface Run {
  readonly size: number
  at(position: number): Entry
  positionOf(id: string): number | undefined
  childrenOf?(parent: string): readonly string[]
}

/** Rows in the order in which they were created, those of one second in the order in which they came. */
export interface Table {
  readonly length: number
  at(position: number): Entry
  get(id: string): StripeObject | undefined
  positionOf(id: string): number | undefined
  /** Position of the first row created at this second or later. */
  firstFrom(created: number): number
  childrenOf(parent: string): readonly Entry[]
  /** Adds a row, or puts it in the place of the one with its id. */
  put(entry: Entry): void
  /** Takes a row out of all lists; `get` no longer finds it. */
  remove(id: string): void
  /** Of a row that was removed. */
  wasRemoved(id: string): boolean
}

const noRun: Run = {
  size: 0,
  at: (position) => {
    throw new Error(`An empty run has no row ${position}.`)
  },
  positionOf: () => undefined,
}

/** A table that begins with a run, or empty. What is put into it later stands behind the run. */
export function table(run: Run = noRun): Table {
  // The run's rows that were changed, and all others.
  const kept = new Map<string, Entry>()
  const added: Entry[] = []
  const removed = new Set<string>()
  const removedOfRun = new Set<number>()
  const children = new Map<string, Set<string>>()

  const length = () => run.size - removedOfRun.size + added.length

  // Positions count what is still there; few rows of a run are ever removed.
  const inRun = (position: number): number => {
    let place = position
    for (const gone of [...removedOfRun].toSorted((one, other) => one - other)) {
      if (gone <= place) place += 1
    }
    return place
  }
  const outOfRun = (place: number): number => {
    let before = 0
    for (const gone of removedOfRun) if (gone < place) before += 1
    return place - before
  }
  const runLength = () => run.size - removedOfRun.size

  const at = (position: number): Entry => {
    if (position < runLength()) {
      const entry = run.at(inRun(position))
      return kept.get(entry.id) ?? entry
    }
    const entry = added[position - runLength()]
    if (entry === undefined) throw new Error(`There is no row at ${position}.`)
    return entry
  }

  const addedPlace = (id: string): number | undefined => {
    const entry = kept.get(id)
    if (entry === undefined) return undefined
    let place = firstWhere(added.length, (index) => createdOf(added[index]) >= entry.created)
    while (place < added.length && added[place]?.id !== id) place += 1
    return place < added.length ? place : undefined
  }

  const placeInRun = (id: string): number | undefined =>
    removed.has(id) ? undefined : run.positionOf(id)

  const positionOf = (id: string): number | undefined => {
    const place = placeInRun(id)
    if (place !== undefined) return outOfRun(place)
    const behind = addedPlace(id)
    return behind === undefined ? undefined : runLength() + behind
  }

  const entryOf = (id: string): Entry | undefined => {
    const known = kept.get(id)
    if (known !== undefined) return known
    const place = placeInRun(id)
    return place === undefined ? undefined : run.at(place)
  }

  return {
    get length() {
      return length()
    },
    at,
    get: (id) => entryOf(id)?.row(),
    positionOf,
    firstFrom: (created) => firstWhere(length(), (position) => at(position).created >= created),
    childrenOf: (parent) =>
      [...(run.childrenOf?.(parent) ?? []), ...(children.get(parent) ?? [])].flatMap(
        (id) => entryOf(id) ?? [],
      ),
    put(entry) {
      const place = placeInRun(entry.id)
      const before = addedPlace(entry.id)
      kept.set(entry.id, entry)
      removed.delete(entry.id)
      if (place !== undefined) return
      if (before === undefined) {
        const end = firstWhere(added.length, (index) => createdOf(added[index]) > entry.created)
        added.splice(end, 0, entry)
      } else {
        added[before] = entry
      }
      if (entry.parent === undefined) return
      const siblings = children.get(entry.parent) ?? new Set()
      siblings.add(entry.id)
      children.set(entry.parent, siblings)
    },
    remove(id) {
      const place = placeInRun(id)
      const behind = addedPlace(id)
      const parent = kept.get(id)?.parent
      if (place !== undefined) removedOfRun.add(place)
      else if (behind !== undefined) added.splice(behind, 1)
      else return
      if (parent !== undefined) children.get(parent)?.delete(id)
      kept.delete(id)
      removed.add(id)
    },
    wasRemoved: (id) => removed.has(id),
  }
}

function createdOf(entry: Entry | undefined): number {
  return entry?.created ?? 0
}

function firstWhere(length: number, holds: (position: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
