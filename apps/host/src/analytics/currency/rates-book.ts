import type { Store } from '../../store/index.ts'
import { dayIn } from '../calendar/day.ts'
import { euroRate, noRates, rateTable } from './rate-table.ts'
import { rankedRates } from './stored-rates.ts'

/** Exchange rates for mappings, which cannot wait for a store. */
export interface RatesBook {
  /** What one unit of a currency is worth in another one on a day, as decimal text; undefined: nobody knows. */
  readonly of: (from: string, to: string, day: string) => string | undefined
  /** Takes over what the store has now. */
  refresh(): Promise<void>
}

/** Digits enough that an amount of any size is converted to the right minor unit. */
const digits = 30

/** The rates of a store as they were when the book was refreshed last; empty before that. */
export function ratesBook(store: Store): RatesBook {
  let table = noRates
  return {
    of: (from, to, text) => {
      const day = dayIn(text)
      if (day === undefined) return undefined
      const [own, wanted] = [euroRate(table, from, day), euroRate(table, to, day)]
      if (own === undefined || wanted === undefined) return undefined
      return wanted.div(own).toSignificantDigits(digits).toFixed()
    },
    refresh: async () => {
      table = rateTable(await store.read(rankedRates))
    },
  }
}

/** Whether any mapping converts amounts: only then rates are held in memory. */
export function convertsAmounts(mappings: Iterable<object>): boolean {
  return [...mappings].some((mapping) => JSON.stringify(mapping).includes('"$convert"'))
}
