import { expect, test } from 'vitest'
import { firstReports, kindsOf, reportAsKind, waysFor, type KnownReport } from './report-kinds.ts'

const recurring: KnownReport = {
  id: 'recurring',
  metrics: [{ id: 'mrr' }, { id: 'arr' }],
  by: [[], ['movement'], ['month'], ['week']],
  dimensions: [
    { id: 'movement', type: 'text' },
    { id: 'month', type: 'time' },
    { id: 'week', type: 'time' },
  ],
}

const cohorts: KnownReport = {
  id: 'cohorts',
  metrics: [{ id: 'retention' }],
  by: [['cohort_month', 'age'], ['age'], []],
  dimensions: [
    { id: 'cohort_month', type: 'time' },
    { id: 'age', type: 'time' },
  ],
}

test('a report is drawn only as what it tells can be', () => {
  expect(kindsOf(recurring)).toStrictEqual(['number', 'line', 'bar', 'table'])
  expect(kindsOf(cohorts)).toStrictEqual(['number', 'line', 'bar', 'table', 'cohorts'])
  expect(waysFor('line', recurring)).toStrictEqual([['month'], ['week']])
})

test('drawn in another way it is told as before where that fits', () => {
  const weeks = { ...firstReports.recurring, id: 'one', by: ['week'] }
  expect(reportAsKind(weeks, 'bar', recurring).by).toStrictEqual(['week'])
  expect(reportAsKind(weeks, 'number', recurring).by).toStrictEqual([])
  expect(reportAsKind({ ...weeks, by: ['movement'] }, 'line', recurring)).toMatchObject({
    show: 'line',
    by: ['month'],
    metrics: ['mrr'],
  })
})
