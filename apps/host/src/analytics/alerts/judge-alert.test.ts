import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeAlert, type Firing } from './judge-alert.ts'

const hourMs = 3_600_000
const calm: Firing = { isFiring: false, toldAt: undefined }
const above = { condition: 'above', limit: '100', hysteresis: 0.05, quietMs: 24 * hourMs } as const
const seen = (value: string | undefined, before?: string) => ({ value, before })

/** Values an hour apart, and at which of them something is told. */
function told(
  alert: Parameters<typeof judgeAlert>[0],
  values: readonly string[],
): readonly number[] {
  let firing = calm
  return values.flatMap((value, hour) => {
    const judged = judgeAlert(alert, seen(value), firing, { now: hour * hourMs })
    firing = judged
    return judged.tells ? [hour] : []
  })
}

test('a metric that stays around its limit is told of once', () => {
  expect(told({ ...above, quietMs: 0 }, ['99', '101', '99', '101', '96', '102'])).toStrictEqual([1])
})

test('back by the hysteresis, and beyond the limit again, is told again', () => {
  expect(told({ ...above, quietMs: 0 }, ['101', '94', '101'])).toStrictEqual([0, 2])
})

test('after it was told an alert is quiet for a while, and then tells again', () => {
  const values = Array.from({ length: 30 }, (_each, hour) => (hour % 2 === 0 ? '120' : '50'))
  expect(told(above, values)).toStrictEqual([0, 24])
})

test('however a metric jumps, an alert tells no oftener than its quiet time allows', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 80 }), (values) => {
      const hours = told({ ...above, quietMs: 5 * hourMs }, values.map(String))
      expect(hours.every((hour, at) => at === 0 || hour - (hours[at - 1] ?? 0) >= 5)).toBe(true)
    }),
  )
})

test.each([
  ['above', '100', '101', undefined, true],
  ['above', '100', '100', undefined, false],
  ['below', '100', '99', undefined, true],
  ['rises', '0.2', '121', '100', true],
  ['rises', '0.2', '120', '100', false],
  ['falls', '0.2', '79', '100', true],
  ['falls', '0.2', '80', '100', false],
  ['falls', '0.2', '79', '0', false],
] as const)('%s %s: %s after %s tells: %s', (condition, limit, value, before, tells) => {
  const judged = judgeAlert({ ...above, condition, limit }, seen(value, before), calm, { now: 0 })
  expect(judged.tells).toBe(tells)
})

const judge = (value: string) =>
  judgeAlert({ ...above, limit: '250.5' }, seen(value), calm, { now: 0, minorDigits: 2 }).tells

test('an amount is compared in whole units of its currency', () => {
  expect([judge('25050'), judge('25051')]).toStrictEqual([false, true])
})

test('where nothing is known nothing changes', () => {
  const firing = { isFiring: true, toldAt: 5 }
  expect(judgeAlert(above, seen(undefined), firing, { now: 9 })).toMatchObject({
    ...firing,
    tells: false,
  })
})
