import { expect, test } from 'vitest'
import { deliveryOutcome } from './delivery-outcome.ts'

test('what was taken away at the vendor was sent too', () => {
  expect(deliveryOutcome({ sent: 4, deleted: 1, failed: 2, unknown: 3 })).toStrictEqual({
    sent: 5,
    failed: 2,
    unknown: 3,
  })
})

test('of a document it is told how much there is to fetch', () => {
  const report = { sent: 0, failed: 0, unknown: 0, served: { state: 'made', items: 12, bytes: 9 } }
  expect(deliveryOutcome(report)).toStrictEqual({ sent: 0, failed: 0, unknown: 0, served: 12 })
})

test('a run that is under way has come to nothing yet', () => {
  expect([deliveryOutcome(null), deliveryOutcome({})]).toStrictEqual([undefined, undefined])
})
