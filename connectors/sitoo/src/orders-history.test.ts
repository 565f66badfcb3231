import type { Context, Key } from '@cartograph/core'
import { readStream, type Reading } from '@cartograph/testkit/reading'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OrderRow } from './order-row.ts'
import { orders } from './orders.ts'
import type { Settings } from './settings.ts'
import { mug, simulatedAccount } from './testing/simulated-account.ts'

type Sitoo = Awaited<ReturnType<typeof simulatedAccount>>['sitoo']

/** What happens at the tills; `of` chooses the order that it happens to. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'sell' as const, of: 0 }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'leaveOpen' as const, of: 0 }) },
  fc.record({ kind: fc.constantFrom('close' as const, 'cancel' as const), of: fc.nat(50) }),
  fc.record({ kind: fc.constant('giveBack' as const), of: fc.nat(50) }),
  { weight: 2, arbitrary: fc.constant({ kind: 'run' as const, of: 0 }) },
)
type Happening = typeof happening extends fc.Arbitrary<infer Each> ? Each : never

function happens({ admin }: Sitoo, { kind, of }: Happening): void {
  const known = admin.rows('orders')
  const open = known.filter((row) => row['orderstateid'] === 0)
  const sold = known.filter((row) => row['orderstateid'] === 10 && row['creditorderid'] === null)
  const chosen = (from: typeof known) => Number(from[of % from.length]?.['orderid'])
  if (kind === 'sell') admin.sell({ lines: [mug] })
  if (kind === 'leaveOpen') admin.sell({ lines: [mug], orderstateid: 0, paymentstateid: 10 })
  if (kind === 'close' && open.length > 0) admin.setState(chosen(open), 'closed')
  if (kind === 'cancel' && open.length > 0) admin.setState(chosen(open), 'cancelled')
  if (kind === 'giveBack' && sold.length > 0) admin.giveBack(chosen(sold))
}

/** A run as the engine makes it: what the tail finds, and what that makes stale. */
async function run(context: Context<Settings>, before: Reading | undefined): Promise<Reading> {
  const found = await readStream(context, orders, before)
  const rows = new Map(found.rows)
  const stale = [...rows.values()].flatMap((row) => orders.affects?.(row as OrderRow) ?? [])
  const keys = [...new Map(stale.map(({ key }) => [String(key[0]), key])).values()] as Key[]
  for (const row of keys.length === 0 ? [] : ((await orders.get?.read(context, keys)) ?? []))
    if (row !== null && 'orderid' in row) rows.set(String(row.orderid), row)
  return { ...found, rows }
}

test('whatever happens between and during runs, the last run knows every order as it is, events or none', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 30 }),
      fc.array(happening, { maxLength: 6 }),
      fc.constantFrom(1, 2, 3, 1000),
      async (before, during, mostRows) => {
        const { sitoo, contextWith } = await simulatedAccount({ unknowns: { mostRows } })
        const context = contextWith({ pageSize: 4, unknown: { lateOrders: 0 } })
        const coming = [...during]
        let reading: Reading | undefined
        for (const each of before) {
          happens(sitoo, each)
          if (each.kind !== 'run') continue
          const stop = sitoo.between(() => {
            const next = coming.shift()
            if (next !== undefined) happens(sitoo, next)
          })
          reading = await run(context, reading)
          stop()
        }
        const { rows } = await run(context, reading)
        const known = [...rows.values()] as OrderRow[]
        expect(
          known.map((row) => [row.orderid, row.orderstateid, row.credits.length]).toSorted(byFirst),
        ).toStrictEqual(truthOf(sitoo))
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

function truthOf({ admin }: Sitoo): readonly (readonly number[])[] {
  const all = admin.rows('orders')
  return all
    .map((row) => [
      Number(row['orderid']),
      Number(row['orderstateid']),
      all.filter((one) => one['creditorderid'] === row['orderid']).length,
    ])
    .toSorted(byFirst)
}

function byFirst([one = 0]: readonly number[], [other = 0]: readonly number[]): number {
  return one - other
}
