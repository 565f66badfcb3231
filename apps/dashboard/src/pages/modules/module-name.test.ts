import { expect, test } from 'vitest'
import { absentAreas, areaName } from './module-name.ts'

test('areas that are hidden or not allowed have no place in the navigation', () => {
  const absent = absentAreas([
    { kind: 'area', name: 'analytics', state: 'active' },
    { kind: 'area', name: 'carts', state: 'hidden' },
    { kind: 'area', name: 'feeds', state: 'locked' },
    { kind: 'area', name: 'till', state: 'requested' },
    { kind: 'connector', name: 'stripe', state: 'hidden' },
  ])
  expect([...absent]).toStrictEqual(['carts', 'feeds', 'till'])
})

test('an area has a name in the language of the page, and a connector its own', () => {
  expect([
    areaName({ kind: 'area', name: 'carts' }),
    areaName({ kind: 'connector', name: 'carts' }),
    areaName({ kind: 'area', name: 'toString' }),
  ]).toStrictEqual(['area.carts', undefined, undefined])
})
