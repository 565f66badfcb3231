import { expect, test } from 'vitest'
import type { DashboardDraft } from './dashboard-draft.ts'
import { changedWidget, movedWidget } from './draft-changes.ts'
import { draftDifferences } from './draft-differences.ts'
import { firstWidgets } from './widget-kinds.ts'

const widget = { ...firstWidgets.number, metrics: ['orders'] }
const draft: DashboardDraft = {
  title: 'Mine',
  settings: { currency: 'EUR' },
  widgets: [
    { ...widget, id: 'one' },
    { ...widget, id: 'two' },
  ],
}

test('of what is the same nothing is told', () => {
  expect(draftDifferences(draft, draft)).toStrictEqual([])
})

test('a setting, a widget and their order are told each for itself', () => {
  const other = movedWidget({ ...draft, settings: {} }, 'one', 1)
  const changed = changedWidget(other, { ...widget, id: 'two', width: 4 })
  expect(draftDifferences(draft, changed)).toStrictEqual([
    { part: 'currency', before: 'EUR' },
    { part: 'widgets', before: '[ one, two ]', after: '[ two, one ]' },
    {
      part: 'widgets.two',
      before: '{ show: number, metrics: [ orders ], by: [] }',
      after: '{ show: number, metrics: [ orders ], by: [], width: 4 }',
    },
  ])
})
