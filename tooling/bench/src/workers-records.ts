import { createHash, hash, type Hash } from 'node:crypto'
import type { MeasuredServer } from '@cartograph/host/measured-store'
import { canonicalise, type Json } from '@cartograph/core'
import type { SimulatedStripe } from '@cartograph/simulators/stripe'
import * as z from 'zod'

/** How many records there are, and one hash over every one of them in the order of their ids. */
export interface RecordsDigest {
  readonly records: number
  readonly hash: string
}

/** Of each stream by its name. */
export type Digests = Readonly<Record<string, RecordsDigest>>

export const streams = ['charges', 'customers'] as const

/** What the vendor has. */
export function vendorDigests(stripe: SimulatedStripe): Digests {
  return digests((stream, add) => {
    const objects = stripe.truth(stream).map((row) => [row.id, contentOf(row)] as const)
    for (const [id, content] of objects.toSorted(([a], [b]) => (a < b ? -1 : 1))) add(id, content)
  })
}

const recordShape = z.object({ key: z.string(), data: z.string() })
const rowsAtOnce = 5000

/** What the store has, read record by record. */
export async function storedDigests(server: MeasuredServer, database: string): Promise<Digests> {
  const found: Record<string, RecordsDigest> = {}
  for (const stream of streams) {
    const digest = emptyDigest()
    let after = ''
    for (;;) {
      const rows = await server.ask(
        `select key, data from record where stream = '${stream}' and deleted = 0 and key > '${after}'
           order by key limit ${rowsAtOnce}`,
        database,
      )
      for (const row of rows) {
        const { key, data } = recordShape.parse(row)
        const [id] = JSON.parse(key) as readonly [string]
        digest.add(id, contentOf(JSON.parse(data) as Json))
        after = key
      }
      if (rows.length < rowsAtOnce) break
    }
    found[stream] = digest.end()
  }
  return found
}

function digests(
  visit: (stream: (typeof streams)[number], add: (id: string, content: string) => void) => void,
): Digests {
  return Object.fromEntries(
    streams.map((stream) => {
      const digest = emptyDigest()
      visit(stream, digest.add)
      return [stream, digest.end()]
    }),
  )
}

function emptyDigest() {
  const all: Hash = createHash('sha256')
  let records = 0
  return {
    add: (id: string, content: string) => {
      all.update(`${id} ${content}\n`)
      records += 1
    },
    end: (): RecordsDigest => ({ records, hash: all.digest('base64url') }),
  }
}

function contentOf(value: Json): string {
  return hash('sha256', canonicalise(value), 'base64url')
}
