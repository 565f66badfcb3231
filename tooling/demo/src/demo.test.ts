import { expect, onTestFinished, test } from 'vitest'

import { runDemo } from './demo.ts'
import type { Round } from './round.ts'
import { openStage } from './stage.ts'

// A dozen processes, each of which starts the command anew.
const timeoutMs = 120_000

function readBy(reading: Round['readings'][number] | undefined, name: string) {
  return reading?.runs.find(({ connection, stream }) => `${connection}.${stream}` === name)
}

function pushedBy(round: Round) {
  return round.push.find(({ delivery }) => delivery === 'orders-csv')
}

test(
  'a web shop, its payments and a till are read, change, are pushed and pushed again, and agree to the cent',
  async () => {
    const { signal } = new AbortController()
    const stage = await openStage({ orders: 60, seed: 4, signal })
    onTestFinished(() => stage.close(false))
    const { ok, rounds, happened, deleted, payments } = await runDemo(stage, () => undefined)
    const { first, second, third } = rounds
    expect([...first.differences, ...second.differences, ...third.differences]).toEqual([])
    expect(ok).toBe(true)

    const [fresh] = first.readings
    const [changes, , sweep] = second.readings
    expect(readBy(fresh, 'till.orders')?.rows).toBeGreaterThan(0)
    expect(readBy(fresh, 'shop.orders')?.written).toBeGreaterThan(0)
    expect(readBy(changes, 'shop.orders')?.written).toBeLessThan(
      readBy(fresh, 'shop.orders')?.written ?? 0,
    )
    expect(readBy(changes, 'shop.orders')?.deleted).toBe(0)
    expect(readBy(sweep, 'shop.orders')?.deleted).toBe(1)
    expect(deleted.map(({ how }) => how).toSorted()).toEqual([
      'deleted for good',
      'in the trash',
      'no longer in the file',
    ])
    expect(payments.differences).toEqual([])
    expect(payments.counts.pairs).toBeGreaterThan(20)
    expect(payments.counts.unpaid).toBeGreaterThan(0)
    expect(pushedBy(first)).toMatchObject({ sent: 60, deleted: 0 })
    expect(pushedBy(second)?.deleted).toBe(deleted.length)
    expect(happened.deletedOrders).toBeGreaterThanOrEqual(deleted.length)
    expect(pushedBy(second)?.sent).toBeLessThan(60)
    expect(pushedBy(third)).toMatchObject({ sent: 0, deleted: 0 })
  },
  timeoutMs,
)
