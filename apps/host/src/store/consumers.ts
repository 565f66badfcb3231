import { fault } from '@cartograph/core'
import { readHead, type Head } from './changes.ts'
import { first, type Dialect, type Work } from './database.ts'

/** Whoever follows the change log, with one position a lane. */
export interface Consumer {
  readonly epoch: string
  readonly live: number
  readonly bulk: number
  /** The last id of the walk over all rows; undefined: it has ended. */
  readonly backfillId: string | undefined
  /** What its output was made with: another version walks all rows again. */
  readonly version: string
  readonly fence: number
  /** The version that the values of its joined rows were collected for, once all were. */
  readonly joined: string
}

/** Whether a consumer missed nothing: the log is still the one that it followed, and was cut off nowhere that it had not seen. */
export function canGoOn(known: Consumer | undefined, head: Head): known is Consumer {
  return (
    known !== undefined &&
    known.epoch === head.epoch &&
    Math.min(known.live, known.bulk) >= head.purgedTo
  )
}

/** Of no log: whoever takes a consumer that nobody had begins it in the same transaction. */
const unbegun = {
  epoch: '',
  live: 0,
  bulk: 0,
  backfill_id: '',
  version: '',
  moved_at: 0,
  joined: '',
} as const

/**
 * Takes a consumer over: the fence grows, and what carries an older one changes nothing. Undefined: it is to be rebuilt in this
 * transaction, because nobody has begun it.
 *
 * Its row is written at once, so that of two who come first the second waits, and is given a fence of its own.
 */
export function* takeConsumer(
  { build }: Dialect,
  org: string,
  id: string,
): Work<Consumer | undefined> {
  const row = yield* first(
    build
      .insertInto('consumer')
      .values({ org, id, fence: 1, ...unbegun })
      .onConflict((conflict) =>
        conflict
          .columns(['org', 'id'])
          .doUpdateSet((table) => ({ fence: table('consumer.fence', '+', 1) })),
      )
      .returningAll(),
  )
  return row === undefined || row.epoch === unbegun.epoch ? undefined : consumer(row)
}

/** Sets a consumer to the head of the log and to the beginning of the walk over all rows. */
export function* rebuildConsumer(
  dialect: Dialect,
  org: string,
  id: string,
  version: string,
  now: number,
): Work<Consumer> {
  const head = yield* readHead(dialect, org)
  const values = {
    epoch: head.epoch,
    live: head.seq,
    bulk: head.seq,
    backfill_id: '',
    version,
    moved_at: now,
    joined: '',
  }
  const row = yield* first(
    dialect.build
      .insertInto('consumer')
      .values({ org, id, fence: 1, ...values })
      .onConflict((conflict) => conflict.columns(['org', 'id']).doUpdateSet(values))
      .returningAll(),
  )
  if (row === undefined) throw new Error(`The consumer ${id} was not written.`)
  return consumer(row)
}

export interface ConsumerMove {
  readonly live?: number
  readonly bulk?: number
  readonly backfill_id?: string | null
  readonly joined?: string
  readonly version?: string
}

/** Moves a consumer on; false: somebody else has taken it over, and the transaction must not go on. */
export function* moveConsumer(
  { build }: Dialect,
  org: string,
  id: string,
  fence: number,
  move: ConsumerMove,
  now: number,
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('consumer')
      .set({ ...move, moved_at: now })
      .where('org', '=', org)
      .where('id', '=', id)
      .where('fence', '=', fence)
      .returning('id'),
  )
  return row !== undefined
}

/** Says that another process follows now: what this one began in its transaction must not be kept. */
export function followedElsewhere(what: string): Error {
  return fault({
    kind: 'conflict',
    message: `Another process brings ${what} up to date.`,
    hint: 'Nothing was lost or counted twice; what this one began is done by the other.',
  })
}

export function* readConsumer(
  { build }: Dialect,
  org: string,
  id: string,
): Work<Consumer | undefined> {
  const row = yield* first(
    build.selectFrom('consumer').selectAll().where('org', '=', org).where('id', '=', id),
  )
  return row && consumer(row)
}

function consumer(row: {
  epoch: string
  live: number
  bulk: number
  backfill_id: string | null
  version: string
  fence: number
  joined: string
}): Consumer {
  return {
    epoch: row.epoch,
    live: row.live,
    bulk: row.bulk,
    backfillId: row.backfill_id ?? undefined,
    version: row.version,
    fence: row.fence,
    joined: row.joined,
  }
}
