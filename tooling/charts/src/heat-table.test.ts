import { expect, test } from 'vitest'

import { heatTable, levelOf } from './heat-table.ts'

test('the highest value has the last level, the least above nothing the first', () => {
  expect([0, 1, 50, 100].map((value) => levelOf(value, 100))).toStrictEqual([0, 1, 5, 9])
})

test('nothing, less, and where all is nothing, has no colour', () => {
  expect([levelOf(-3, 100), levelOf(0, 0)]).toStrictEqual([0, 0])
})

test('a cell says in full what it is of', () => {
  const { rows } = heatTable({
    kind: 'heatMap',
    title: 'Net sales',
    format: { type: 'money', currency: 'EUR' },
    rows: ['Monday'],
    columns: ['08', '09'],
    values: [[1_234_567, null]],
  })
  expect(rows[0]?.cells).toStrictEqual([
    { text: '€12.3K', whole: 'Monday, 08: €12,345.67', level: 9, isIncomplete: false },
    { text: '–', whole: 'Monday, 09: unknown', level: 0, isIncomplete: false },
  ])
})

test('cohorts whose sizes nobody asked for have no column for them', () => {
  const { heads, rows } = heatTable({
    kind: 'cohorts',
    title: 'Buying again',
    format: { type: 'share' },
    cohorts: [{ name: 'September', values: [1] }],
  })
  expect([heads, rows[0]?.beside]).toStrictEqual([[''], []])
})

test('cohorts have as many cells as there was time for, and the last of them may not have ended', () => {
  const { heads, columns, rows } = heatTable({
    kind: 'cohorts',
    title: 'Buying again',
    format: { type: 'share' },
    cohorts: [
      { name: 'September', size: 1200, values: [1, 0.5] },
      { name: 'October', size: 80, values: [1], isLastIncomplete: true },
    ],
  })
  expect([heads, columns]).toStrictEqual([
    ['', 'Size'],
    ['0', '1'],
  ])
  expect(
    rows.map(({ name, beside, cells }) => [name, ...beside, ...cells.map(({ text }) => text)]),
  ).toStrictEqual([
    ['September', '1,200', '100%', '50%'],
    ['October', '80', '100%'],
  ])
  expect(rows[1]?.cells[0]?.whole).toBe('October, 0: 100%, not complete yet')
})
