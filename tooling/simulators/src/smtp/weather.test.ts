import { expect, test } from 'vitest'

import { weatherOf } from './weather.ts'

test('a pair of sender and recipient is held off once', () => {
  const weather = weatherOf()
  weather.greylist(true)
  const seen = [
    weather.isStranger('orders@shop.example', 'anna@shop.example'),
    weather.isStranger('orders@shop.example', 'anna@shop.example'),
    weather.isStranger('orders@shop.example', 'eva@shop.example'),
  ]
  expect(seen).toStrictEqual([true, false, true])
})

test('mishaps come in their order, each at its own step', () => {
  const weather = weatherOf()
  weather.next({ kind: 'cut', at: 'dot' }, { kind: 'hangUp' }, { kind: 'cut', at: 'mail' })
  expect(weather.atStep('mail')).toBe(undefined)
  expect(weather.atConnection()).toBe(undefined)
  expect(weather.atStep('dot')).toMatchObject({ kind: 'cut' })
  expect(weather.atConnection()).toStrictEqual({ kind: 'hangUp' })
  expect(weather.atStep('mail')).toMatchObject({ at: 'mail' })
})
