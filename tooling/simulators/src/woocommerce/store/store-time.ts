import { localTimeIn } from '../../shop/local-time.ts'

/** How a store tells the time: wall clocks without a zone, its own and that of Greenwich. Instants are milliseconds. */
export interface StoreTime {
  readonly timeZone: string
  /** `2026-11-01T09:30:00`, in the store's zone. */
  readonly local: (instant: number) => string
  readonly gmt: (instant: number) => string
  /** The store's wall clock as if it were UTC, to compare walls with walls. */
  wall(instant: number): number
}

export function storeTimeIn(timeZone: string): StoreTime {
  const print = localTimeIn(timeZone)
  const local = (instant: number) => print(instant).replace(' ', 'T')
  return {
    timeZone,
    local,
    gmt: (instant) => new Date(instant).toISOString().slice(0, 'yyyy-MM-ddTHH:mm:ss'.length),
    wall: (instant) => Date.parse(`${local(instant)}Z`),
  }
}

/** A moment as a client wrote it; `zoned` says whether it named a zone. `undefined` for what WordPress calls no date. */
export function dateParameter(
  text: string,
): { readonly zoned: boolean; readonly time: number } | undefined {
  const [, date, clock, zone] =
    /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}(?::\d{2})?)?$/u.exec(
      text,
    ) ?? []
  if (date === undefined || clock === undefined) return undefined
  const offset = zone === undefined || zone === 'Z' ? 'Z' : zone.padEnd(6, ':00')
  const time = Date.parse(`${date}T${clock}${offset}`)
  return Number.isNaN(time) ? undefined : { zoned: zone !== undefined, time }
}
