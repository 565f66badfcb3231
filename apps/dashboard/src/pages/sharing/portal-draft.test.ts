import { expect, test } from 'vitest'
import { draftOf, emptyPortal, entryOf, shownIn, withShown } from './portal-draft.ts'

const entry = {
  title: 'Butik A/S',
  accent: '#1f4fa3',
  dashboards: { overview: {}, north: { dashboard: 'sales', stores: ['shop:main'] } },
  choices: ['range'],
  downloads: ['pdf'],
}

test('a portal that is opened and kept is the one that it was', () => {
  expect(entryOf(draftOf(entry))).toStrictEqual(entry)
})

test('what is empty is left out of the entry', () => {
  const draft = { ...emptyPortal, title: 'A', dashboards: { overview: {} } }
  expect(entryOf(draft)).toStrictEqual({ title: 'A', dashboards: { overview: {} } })
})

test.each([undefined, null, [], 'text', { dashboards: [], choices: 'range', downloads: [1] }])(
  '%j is an empty portal',
  (value) => {
    expect(draftOf(value)).toStrictEqual(emptyPortal)
  },
)

test('a dashboard that stays keeps what it is held to, and one that is added is held to nothing', () => {
  const draft = draftOf(entry)
  expect(shownIn(draft)).toStrictEqual(['overview', 'sales'])
  expect(withShown(draft, ['sales', 'revenue']).dashboards).toStrictEqual({
    north: { dashboard: 'sales', stores: ['shop:main'] },
    revenue: {},
  })
})
