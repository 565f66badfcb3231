import { expect, test } from 'vitest'

import { runDemo } from './demo.ts'

// A dozen processes, each of which starts the command anew.
const timeoutMs = 120_000

test(
  'what a shop exports is read, changed, pushed and pushed again, and agrees to the cent',
  async () => {
    const { ok, rounds, happened } = await runDemo(
      { orders: 60, seed: 4, keep: false },
      () => undefined,
    )
    const { first, second, third } = rounds
    expect([...first.differences, ...second.differences, ...third.differences]).toEqual([])
    expect(ok).toBe(true)

    const readBy = (round: typeof first) =>
      round.sync.find(({ stream }) => stream === 'orders') ?? { written: 0, deleted: 0, rows: 0 }
    const pushedBy = (round: typeof first) =>
      round.push.find(({ delivery }) => delivery === 'orders-csv') ?? { sent: 0, deleted: 0 }
    expect(readBy(first)).toMatchObject({ written: first.files.orderLines, rows: 60 })
    expect(pushedBy(first)).toMatchObject({ sent: 60, deleted: 0 })
    expect(readBy(second).written).toBeGreaterThan(0)
    expect(readBy(second).deleted).toBeGreaterThan(0)
    expect(pushedBy(second).deleted).toBe(happened.deletedOrders)
    expect(pushedBy(second).sent).toBeLessThan(60)
    expect(pushedBy(third)).toMatchObject({ sent: 0, deleted: 0 })
    expect(second.figures.find(({ name }) => name === 'Orders')?.found).toEqual({
      store: String(second.files.orders),
      CSV: String(second.files.orders),
      NDJSON: String(second.files.orders),
    })
  },
  timeoutMs,
)
