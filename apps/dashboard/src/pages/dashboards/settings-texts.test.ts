import { expect, test } from 'vitest'
import { settingsTexts } from './settings-texts.ts'

const words = {
  say: (key: string, values: object = {}) => `${key}${JSON.stringify(values)}`,
  formats: { day: (at: string | number) => `day ${at}` },
}

test('every setting that is said is told, and no other', () => {
  expect(settingsTexts({}, words)).toStrictEqual([])
  expect(
    settingsTexts(
      {
        range: { from: '2026-01-01', to: '2026-01-31' },
        compare: 'year',
        currency: 'USD',
        stores: ['shop:a', 'shop:b'],
        segments: ['vip'],
        filters: [{ dimension: 'country', values: ['DK'] }],
      },
      words,
    ),
  ).toStrictEqual([
    'day 2026-01-01 – day 2026-01-31',
    'widget.compared{"with":"compare.year{}"}',
    'USD',
    'widget.stores{"count":2}',
    'widget.segments{"count":1}',
    'widget.filters{"count":1}',
  ])
})

test('that all stores and everybody count is said where a widget says so', () => {
  expect(settingsTexts({ range: 'last7', stores: [], segments: [] }, words)).toStrictEqual([
    'range.last7{}',
    'filter.allStores{}',
    'filter.everybody{}',
  ])
  expect(settingsTexts({ stores: ['shop:a'] }, words)).toStrictEqual(['shop:a'])
})
