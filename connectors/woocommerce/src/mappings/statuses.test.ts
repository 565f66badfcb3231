import { compileMapping, type JsonObject } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordedRow } from '../testing/fixture.ts'
import { order } from './order.ts'
import { payment } from './payment.ts'

const decimal = (cents: number) => (cents / 100).toFixed(2)

const whole = fc.record({
  total: fc.integer({ min: 0, max: 5_000_000 }),
  refunds: fc.array(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 5 }),
  status: fc.constantFrom('processing', 'completed', 'on-hold', 'cancelled', 'refunded', 'packed'),
})

interface Drawn {
  readonly total: number
  readonly refunds: readonly number[]
  readonly status: string
}

function rowOf({ total, refunds, status }: Drawn): JsonObject {
  return {
    ...recordedRow('orders', 459),
    status,
    total: decimal(total),
    refunds: refunds.map((cents, index) => ({
      id: index,
      reason: '',
      total: `-${decimal(cents)}`,
      total_tax: '0.00',
    })),
  }
}

const own: Readonly<Record<string, string>> = {
  processing: 'paid',
  completed: 'fulfilled',
  packed: 'paid',
  'on-hold': 'onHold',
  cancelled: 'cancelled',
  refunded: 'refunded',
}

function expectedStatus({ total, status }: Drawn, back: number): string | undefined {
  const told = own[status]
  if ((told !== 'paid' && told !== 'fulfilled') || back === 0) return told
  return back >= total ? 'refunded' : 'partiallyRefunded'
}

test('what was given back is exact, and tells whether it was all', async () => {
  const compiled = await compileMapping(order)
  fc.assert(
    fc.property(whole, (drawn) => {
      const [row] = compiled.map([rowOf(drawn)]).items
      const back = drawn.refunds.reduce((sum, cents) => sum + cents, 0)
      expect([row?.['total'], row?.['refundedTotal'], row?.['status']]).toStrictEqual([
        drawn.total,
        back,
        expectedStatus(drawn, back),
      ])
    }),
  )
})

test('a payment says what was given back of it, and an order that cost nothing has none', async () => {
  const compiled = await compileMapping(payment)
  fc.assert(
    fc.property(whole, (drawn) => {
      const back = drawn.refunds.reduce((sum, cents) => sum + cents, 0)
      const made = compiled
        .map([rowOf(drawn)])
        .items.map(({ amount, refundedAmount, status }) => [
          amount,
          refundedAmount,
          status === 'refunded' || status === 'partiallyRefunded',
        ])
      const isGivenBack = back > 0 || drawn.status === 'refunded'
      expect(made).toStrictEqual(drawn.total === 0 ? [] : [[drawn.total, back, isGivenBack]])
    }),
  )
})
