import { sql } from 'kysely'
import { all, type Dialect, type Work } from './database.ts'
import { placeName } from './place.ts'

/** How everything of an organisation stands, for those who watch it; from few statements, however much there is. */
export interface StoreFigures {
  readonly streams: readonly {
    readonly connection: string
    readonly stream: string
    /** Until when what was committed last was true at the vendor; 0: nothing was committed yet. */
    readonly newestCommitAt: number
  }[]
  readonly openSlices: readonly {
    readonly connection: string
    readonly stream: string
    readonly count: number
    /** Failed attempts since the last page, of the slice that has most. */
    readonly attempts: number
  }[]
  readonly letters: readonly {
    readonly side: 'source' | 'delivery'
    readonly part: string
    readonly count: number
  }[]
  readonly inbox: readonly {
    readonly connection: string
    readonly waiting: number
    readonly oldestAt: number
  }[]
  readonly successes: readonly {
    readonly side: 'source' | 'delivery'
    readonly part: string
    readonly endedAt: number
  }[]
  readonly work: readonly { readonly delivery: string; readonly count: number }[]
  readonly unsettled: readonly {
    readonly delivery: string
    readonly state: 'sent' | 'pending' | 'failed' | 'held'
    readonly count: number
  }[]
  readonly queuedRuns: number
}

export function* storeFigures(dialect: Dialect, org: string): Work<StoreFigures> {
  const { build } = dialect
  const streams = yield* streamAges(dialect, org)
  const openSlices = yield* all(
    build
      .selectFrom('slice')
      .select((table) => [
        'connection',
        'stream',
        table.fn.countAll<number>().as('count'),
        table.fn.max('attempts').as('attempts'),
      ])
      .where('org', '=', org)
      .where('status', '=', 'open')
      .groupBy(['connection', 'stream']),
  )
  const letters = yield* all(
    build
      .selectFrom('dead_letter')
      .select((table) => ['side', 'part', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .groupBy(['side', 'part']),
  )
  const inbox = yield* all(
    build
      .selectFrom('inbox')
      .select((table) => [
        'connection',
        table.fn.countAll<number>().as('waiting'),
        table.fn.min('received_at').as('oldestAt'),
      ])
      .where('org', '=', org)
      .where(sql<boolean>`status = 'open'`)
      .groupBy('connection'),
  )
  const successes = yield* all(
    build
      .selectFrom('run')
      .select((table) => ['side', 'part', table.fn.max('ended_at').as('endedAt')])
      .where('org', '=', org)
      .where('ok', '=', 1)
      .groupBy(['side', 'part']),
  )
  const work = yield* all(
    build
      .selectFrom('work')
      .select((table) => ['delivery', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .groupBy('delivery'),
  )
  const unsettled = yield* unsettledItems(dialect, org)
  const [queued] = yield* all(
    build
      .selectFrom('sync_run')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('status', '=', 'queued'),
  )
  return {
    streams,
    openSlices,
    letters,
    inbox,
    successes: successes.flatMap(({ side, part, endedAt }) =>
      endedAt === null ? [] : [{ side, part, endedAt }],
    ),
    work,
    unsettled,
    queuedRuns: queued?.count ?? 0,
  }
}

/** A page of a listing moves the clock of its slice alone, whatever else is written moves that of its stream. */
function* streamAges({ build }: Dialect, org: string): Work<StoreFigures['streams']> {
  const streams = yield* all(
    build
      .selectFrom('stream')
      .select(['connection', 'stream', 'observed_to'])
      .where('org', '=', org),
  )
  const slices = yield* all(
    build
      .selectFrom('slice')
      .select((table) => ['connection', 'stream', table.fn.max('observed_to').as('observedTo')])
      .where('org', '=', org)
      .groupBy(['connection', 'stream']),
  )
  const newest = new Map(slices.map((each) => [placeName(each), each.observedTo]))
  return streams.map(({ connection, stream, observed_to: observedTo }) => ({
    connection,
    stream,
    newestCommitAt: Math.max(observedTo, newest.get(placeName({ connection, stream })) ?? 0),
  }))
}

/** Spelt as in their indexes, so that what was acknowledged, which is most of the ledger, is not looked at. */
function* unsettledItems({ build }: Dialect, org: string): Work<StoreFigures['unsettled']> {
  const states = yield* all(
    build
      .selectFrom('ledger')
      .select((table) => ['delivery', 'state', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where(sql<boolean>`state in ('sent', 'pending', 'failed')`)
      .groupBy(['delivery', 'state']),
  )
  // An expression, because to group by the column alone SQLite would walk an index of the whole ledger.
  const delivery = sql<string>`delivery || ''`
  const held = yield* all(
    build
      .selectFrom('ledger')
      .select((table) => [delivery.as('delivery'), table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .where('wait_sink', 'is not', null)
      .where('state', '=', 'held')
      .where('reason', 'is', null)
      .groupBy(delivery),
  )
  return [
    ...states.map((each) => ({
      delivery: each.delivery,
      state: each.state as 'sent' | 'pending' | 'failed',
      count: each.count,
    })),
    ...held.map((each) => ({ delivery: each.delivery, state: 'held' as const, count: each.count })),
  ]
}
