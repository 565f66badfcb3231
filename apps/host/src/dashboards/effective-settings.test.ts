import { expect, test } from 'vitest'
import { effectiveSettings } from './index.ts'

test('what a widget says counts before what its dashboard says, name by name', () => {
  const widget = { range: 'last7', stores: [] } as const
  const dashboard = { range: 'last30', stores: ['shop'], currency: 'EUR' } as const
  expect(effectiveSettings(widget, dashboard)).toStrictEqual({
    range: 'last7',
    currency: 'EUR',
    stores: [],
  })
})

test('where nobody says anything there is nothing', () => {
  expect(effectiveSettings({}, {})).toStrictEqual({})
})
