import { convertsAmounts, ratesBook } from '../analytics/index.ts'
import type { Feed } from '../config/index.ts'
import type { Installation, RunOptions } from '../connections/index.ts'

/** Rates for `$convert` in the mappings of an installation. */
export interface MappingRates {
  /** For runs of the engine and of deliveries. */
  readonly engine: Pick<RunOptions, 'rates'>
  /** Takes over what the store has now; nothing where no mapping asks. */
  refresh(): Promise<void>
}

export function mappingRates({ configuration, store }: Installation): MappingRates {
  const { connections, deliveries, feeds = new Map<string, Feed>() } = configuration
  const mappings = [
    ...[...connections.values()].flatMap((connection) => connection.mappings),
    ...[...deliveries.values()].map(({ mapping }) => mapping),
    ...[...feeds.values()].map(({ mapping }) => mapping),
  ]
  const book = ratesBook(store)
  const hasMarkets = [...feeds.values()].some(({ market }) => market.currency !== undefined)
  const isAsked = hasMarkets || convertsAmounts(mappings)
  return {
    engine: { rates: book.of },
    refresh: async () => {
      if (isAsked) await book.refresh()
    },
  }
}
