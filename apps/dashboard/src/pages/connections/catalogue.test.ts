import { expect, test } from 'vitest'
import { connectorNamed, foundIn, offered } from './catalogue.ts'

const connector = (id: string, name: string) => ({
  package: `@cartograph/connector-${id}`,
  names: [id, `@cartograph/connector-${id}`],
  id,
  name,
  version: '1.0.0',
  needs: [],
  reads: [],
  sends: [],
  settings: {},
})
const connectors = [connector('file', 'Files'), connector('smtp', 'Mail')]

test('a connector is known by its short name and by its package, and by nothing else', () => {
  expect(
    ['smtp', '@cartograph/connector-smtp', 'Mail', undefined].map(
      (name) => connectorNamed(connectors, name)?.id,
    ),
  ).toStrictEqual(['smtp', 'smtp', undefined, undefined])
})

test('what is hidden or not allowed is not offered', () => {
  const kind = 'connector'
  const of = (state: 'active' | 'hidden' | 'locked') =>
    offered(connectors, [
      { kind: 'area', name: 'smtp', state: 'hidden' },
      { kind, name: 'smtp', state },
    ]).map(({ id }) => id)
  expect([of('active'), of('hidden'), of('locked')]).toStrictEqual([
    ['file', 'smtp'],
    ['file'],
    ['file'],
  ])
})

test('connectors are found by what people call them, whatever the case', () => {
  expect(
    [' mAIl', 'SMTP', '', 'shop'].map((search) => foundIn(connectors, search).map(({ id }) => id)),
  ).toStrictEqual([['smtp'], ['smtp'], ['file', 'smtp'], []])
})
