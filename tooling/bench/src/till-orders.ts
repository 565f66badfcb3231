import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const startedAt = Date.UTC(2025, 0, 1)

/** Writes orders of every third customer, one to five each, one a line; gives back how many. */
export async function writeOrders(path: string, customers: number): Promise<number> {
  let count = 0
  const lines = function* (): Iterable<string> {
    for (let customer = 0; customer < customers; customer += 3)
      for (let order = 0; order <= customer % 5; order += 1) {
        count += 1
        const placed = new Date(startedAt + count * 10_000).toISOString()
        const row = { id: String(count), customer: String(customer), placed }
        yield `${JSON.stringify(row)}\n`
      }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
  return count
}
