/** How much eight writers write when each has an organisation of its own, and when all write into one. */
import { openStore } from '@cartograph/host/measured-store'
import { copiesBetween, openSlice, pageLength } from './tenants-fill.ts'
import { copyOf, type OrderBundle } from './tenants-orders.ts'

export interface WriterFigures {
  readonly organisations: number
  readonly writers: number
  /** Records, each with its commerce rows and its line of the log, in each round. */
  readonly recordsPerSecond: readonly number[]
}

export const writers = 8

/** The same pages into as many organisations as there are writers and into one, in turns. */
export async function measureWriters(
  address: string,
  bundles: readonly OrderBundle[],
  options: { readonly rounds: number; readonly pages: number },
): Promise<readonly WriterFigures[]> {
  const many: number[] = []
  const one: number[] = []
  for (let round = 0; round < options.rounds; round += 1) {
    many.push(await rateOf(address, bundles, options.pages, (writer) => `many${round}-${writer}`))
    one.push(await rateOf(address, bundles, options.pages, () => `one${round}`))
  }
  return [
    { organisations: writers, writers, recordsPerSecond: many },
    { organisations: 1, writers, recordsPerSecond: one },
  ]
}

async function rateOf(
  address: string,
  bundles: readonly OrderBundle[],
  pages: number,
  nameOf: (writer: number) => string,
): Promise<number> {
  const opened = []
  for (let writer = 0; writer < writers; writer += 1) {
    const store = await openStore({ store: address, organisation: nameOf(writer) })
    // One after the other, each in a slice of its own, as the slices of a stream are read at the same time.
    opened.push({ store, write: await openSlice(store, 'orders', `s${writer}`) })
  }
  let records = 0
  const beganAt = performance.now()
  await Promise.all(
    opened.map(async ({ write }, writer) => {
      for (let page = 0; page < pages; page += 1) {
        const from = (writer * pages + page) * pageLength
        const copies = copiesBetween(bundles, from, from + pageLength)
        await write(
          copies.flatMap(({ bundle, copy }) => bundle.orders.map((order) => copyOf(order, copy))),
        )
        records += copies.length
      }
    }),
  )
  const seconds = (performance.now() - beganAt) / 1000
  for (const { store } of opened) await store.close()
  return records / seconds
}
