import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FigureSettings } from '../../api/answers.ts'
import { emptyDraft, type DashboardDraft } from './dashboard-draft.ts'
import {
  appliedToAll,
  changedWidget,
  movedWidget,
  overruled,
  withoutWidget,
  withSettings,
  withWidget,
} from './draft-changes.ts'
import { firstWidgets, widgetKinds } from './widget-kinds.ts'

const settings: fc.Arbitrary<FigureSettings> = fc.record(
  {
    range: fc.constantFrom('last7', 'last30'),
    currency: fc.constantFrom('EUR', 'USD'),
    stores: fc.constantFrom([], ['shop:a']),
  },
  { requiredKeys: [], noNullPrototype: true },
)
const drafts: fc.Arbitrary<DashboardDraft> = fc
  .array(fc.tuple(fc.constantFrom(...widgetKinds), settings), { minLength: 1, maxLength: 8 })
  .map((widgets) =>
    widgets.reduce<DashboardDraft>(
      (draft, [kind, own]) => withWidget(draft, { ...firstWidgets[kind], settings: own }).draft,
      emptyDraft,
    ),
  )
const idsOf = ({ widgets }: DashboardDraft) => widgets.map(({ id }) => id)

test('a widget that is added comes last, and has a name like no other, whatever was removed before', () => {
  fc.assert(
    fc.property(drafts, fc.nat(), (draft, seed) => {
      const gone = draft.widgets[seed % draft.widgets.length]?.id ?? ''
      const { draft: after, id } = withWidget(withoutWidget(draft, gone), firstWidgets.bar)
      expect(idsOf(after)).toStrictEqual([...idsOf(draft).filter((each) => each !== gone), id])
      expect(new Set(idsOf(after)).size).toBe(after.widgets.length)
    }),
  )
})

test('a widget that moves forth and back is where it was, unless it stood at the end', () => {
  fc.assert(
    fc.property(drafts, fc.nat(), (draft, seed) => {
      const place = seed % draft.widgets.length
      const id = draft.widgets[place]?.id ?? ''
      const moved = movedWidget(draft, id, 1)
      expect(idsOf(moved).indexOf(id)).toBe(Math.min(place + 1, draft.widgets.length - 1))
      const isLast = place === draft.widgets.length - 1
      expect(isLast ? moved : movedWidget(moved, id, -1)).toStrictEqual(draft)
    }),
  )
})

test('nothing is in front of the first place', () => {
  const { draft } = withWidget(emptyDraft, firstWidgets.line)
  expect(movedWidget(draft, 'widget-1', -1)).toBe(draft)
})

test('a setting that is said no more is gone', () => {
  expect(withSettings({ currency: 'EUR', range: 'last7' }, { currency: undefined })).toStrictEqual({
    range: 'last7',
  })
})

test('what is applied to all the dashboard says, no widget says otherwise, and other settings stay', () => {
  fc.assert(
    fc.property(drafts, settings, (draft, said) => {
      const { settings: common, widgets } = appliedToAll(draft, said)
      expect(common).toStrictEqual({ ...draft.settings, ...said })
      for (const [place, widget] of widgets.entries()) {
        const before = draft.widgets[place]
        const kept = Object.entries(before?.settings ?? {}).filter(([name]) => !(name in said))
        expect(widget).toStrictEqual({ ...before, settings: Object.fromEntries(kept) })
      }
    }),
  )
})

test('only those are counted as saying something else that say something', () => {
  const common = firstWidgets.number
  const usd = withWidget(emptyDraft, { ...common, settings: { currency: 'USD', range: 'last7' } })
  const same = withWidget(usd.draft, { ...common, settings: { currency: 'USD' } }).draft
  const silent = withWidget(same, common).draft
  const { draft } = withWidget(silent, { ...common, settings: { currency: 'EUR' } })
  const [widget = { id: '', settings: {} }] = draft.widgets
  expect(overruled(draft, widget)).toBe(1)
})

test('one widget is changed, and the others are the same', () => {
  const first = withWidget(emptyDraft, firstWidgets.number).draft
  const { draft } = withWidget(first, firstWidgets.bar)
  const changed = { ...firstWidgets.table, id: 'widget-1' }
  expect(changedWidget(draft, changed).widgets).toStrictEqual([changed, draft.widgets[1]])
})
