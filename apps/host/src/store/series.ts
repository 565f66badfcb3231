import { all, type Dialect, type Work } from './database.ts'
import type { SinkPlace } from './ledger.ts'

/** Of some values of `serialBy`, those whose items are under way now, at any sink of the connection, and of which delivery they are. */
export function* serialsUnderWay(
  { build, within }: Dialect,
  org: string,
  connection: string,
  serials: readonly string[],
): Work<ReadonlyMap<string, string>> {
  if (serials.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('ledger')
      .select(['serial', 'delivery'])
      .distinct()
      .where('org', '=', org)
      .where('connection', '=', connection)
      .where('serial', 'in', within(serials))
      .where('state', 'in', ['sent', 'pending']),
  )
  return new Map(
    rows.flatMap(({ serial, delivery }) =>
      serial === null ? [] : [[serial, delivery] satisfies [string, string]],
    ),
  )
}

/** A row with an item that could not be sent yet; others of its series come after it. */
export interface PutOff {
  readonly serial: string
  readonly seq: number
  /** Until when it is put off; an instant that has passed: it is due. */
  readonly until: number
}

/** Of some values of `serialBy`, the items of a delivery that could not be sent yet, and until when their rows are put off. */
export function* putOffInSeries(
  { build, within }: Dialect,
  org: string,
  { connection, sink }: SinkPlace,
  delivery: string,
  serials: readonly string[],
): Work<readonly PutOff[]> {
  if (serials.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('ledger')
      .innerJoin('work', (join) =>
        join
          .onRef('work.org', '=', 'ledger.org')
          .onRef('work.delivery', '=', 'ledger.delivery')
          .onRef('work.entity', '=', 'ledger.entity')
          .onRef('work.id', '=', 'ledger.id'),
      )
      .select(['ledger.serial', 'work.due_seq', 'work.not_before'])
      .where('ledger.org', '=', org)
      .where('ledger.connection', '=', connection)
      .where('ledger.sink', '=', sink)
      .where('ledger.delivery', '=', delivery)
      .where('ledger.serial', 'in', within(serials))
      .where('ledger.state', '=', 'open'),
  )
  return rows.map(({ serial, due_seq: seq, not_before: until }) => ({
    serial: serial ?? '',
    seq,
    until,
  }))
}
