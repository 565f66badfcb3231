import { expect, test } from 'vitest'
import type { Entry, Section } from './entry.ts'
import { bySection, entryPath, sectionNamed } from './sections.ts'

const entry = (section: Section, id: string): Entry => ({
  section,
  id,
  value: {},
  origin: 'store',
  faults: [],
})

test('entries stand by section, and sections without any are left out', () => {
  const told = bySection([entry('feeds', 'a'), entry('deliveries', 'b'), entry('feeds', 'c')])
  expect(told.map(({ section, entries }) => [section, entries.map(({ id }) => id)])).toStrictEqual([
    ['deliveries', ['b']],
    ['feeds', ['a', 'c']],
  ])
})

test('a connection is looked at in its own page, everything else as text', () => {
  expect([entryPath(entry('connections', 'a/b')), entryPath(entry('feeds', 'x'))]).toStrictEqual([
    '/connections/of/a%2Fb',
    '/configuration/feeds/x',
  ])
})

test('only what is a section is one', () => {
  expect([sectionNamed('nodes'), sectionNamed('toString')]).toStrictEqual(['nodes', undefined])
})
