import { deleteMatching, insertOrReplace, updateMatching } from './bulk-forms.ts'
import { laneNumber, type Lane } from './changes.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

/** A commerce row that a delivery must look at. */
export interface Due {
  readonly entity: string
  readonly id: string
  readonly seq: number
  readonly lane: Lane
  readonly attempts: number
  /** Somebody asked for it again. */
  readonly replayed: boolean
}

/** A row that is put before a delivery; `replayed`: because somebody asked for it again. */
export type NewDue = Omit<Due, 'attempts' | 'replayed'> & { readonly replayed?: boolean }

const dueKey = ['org', 'delivery', 'entity', 'id', 'due_seq'] as const
const isLater = 'excluded.due_seq > work.due_seq'
const isAskedFor = `excluded.replayed = 1 or ${isLater}`
const addDue = insertOrReplace('work', [...dueKey, 'lane', 'not_before', 'attempts', 'replayed'], {
  lane: `case when ${isLater} then excluded.lane else work.lane end`,
  attempts: `case when ${isLater} then 0 else work.attempts end`,
  not_before: `case when ${isAskedFor} then 0 else work.not_before end`,
  replayed: `case when ${isAskedFor} then excluded.replayed else work.replayed end`,
  due_seq: `case when ${isLater} then excluded.due_seq else work.due_seq end`,
})
const settleDue = deleteMatching('work', dueKey)
const postponeDue = updateMatching('work', dueKey, ['not_before', 'attempts'], {
  otherwise: { attempts: 'work.attempts + given.attempts' },
})

/** Puts rows before a delivery; one that waits already takes the newer number. */
export function* addWork(
  _dialect: Dialect,
  org: string,
  delivery: string,
  due: readonly NewDue[],
): Work<void> {
  yield* bulk(
    addDue,
    due.map((each) => [
      org,
      delivery,
      each.entity,
      each.id,
      each.seq,
      laneNumber[each.lane],
      0,
      0,
      each.replayed === true ? 1 : 0,
    ]),
  )
}

/** Takes rows off, unless they changed again since they were read. */
export function* settleWork(
  _dialect: Dialect,
  org: string,
  delivery: string,
  due: readonly Due[],
): Work<void> {
  yield* bulk(
    settleDue,
    due.map((each) => [org, delivery, each.entity, each.id, each.seq]),
  )
}

/** Puts rows off until an instant; `counted`: as a failed attempt. */
export function* postponeWork(
  _dialect: Dialect,
  org: string,
  delivery: string,
  due: readonly { readonly due: Due; readonly until: number; readonly counted: boolean }[],
): Work<void> {
  yield* bulk(
    postponeDue,
    due.map((each) => [
      each.until,
      each.counted ? 1 : 0,
      org,
      delivery,
      each.due.entity,
      each.due.id,
      each.due.seq,
    ]),
  )
}

/** The next rows that are due, live before bulk, in the order of their numbers. */
export function* dueWork(
  { build }: Dialect,
  org: string,
  delivery: string,
  now: number,
  limit: number,
): Work<readonly Due[]> {
  const rows = yield* all(
    build
      .selectFrom('work')
      .select(['entity', 'id', 'due_seq', 'lane', 'attempts', 'replayed'])
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('not_before', '<=', now)
      .orderBy('lane')
      .orderBy('due_seq')
      .orderBy('entity')
      .orderBy('id')
      .limit(limit),
  )
  return rows.map((row) => ({
    entity: row.entity,
    id: row.id,
    seq: row.due_seq,
    lane: row.lane === laneNumber.live ? 'live' : 'bulk',
    attempts: row.attempts,
    replayed: row.replayed === 1,
  }))
}

/** How often the rows of some sources were tried; those that do not wait are missing. */
export function* attemptsOf(
  { build, within }: Dialect,
  org: string,
  delivery: string,
  ids: readonly string[],
): Work<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('work')
      .select(['entity', 'id', 'attempts'])
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('id', 'in', within(ids)),
  )
  return new Map(rows.map(({ entity, id, attempts }) => [`${entity}/${id}`, attempts]))
}

/** How much work waits, and when the next of it is due. */
export function* countWork(
  { build }: Dialect,
  org: string,
  delivery: string,
): Work<{ readonly count: number; readonly nextAt: number }> {
  const row = yield* first(
    build
      .selectFrom('work')
      .select((table) => [
        table.fn.countAll<number>().as('count'),
        table.fn.min('not_before').as('nextAt'),
      ])
      .where('org', '=', org)
      .where('delivery', '=', delivery),
  )
  return { count: row?.count ?? 0, nextAt: row?.nextAt ?? 0 }
}

export function* clearWork({ build }: Dialect, org: string, delivery: string): Work<void> {
  yield* run(build.deleteFrom('work').where('org', '=', org).where('delivery', '=', delivery))
}
