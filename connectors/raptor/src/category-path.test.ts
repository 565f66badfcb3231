import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { categoryPathOf } from './category-path.ts'

test('the longest way down the tree is told from the top', () => {
  expect(
    categoryPathOf([
      { id: '422', name: 'running-jackets', parentId: '400' },
      { id: '9', name: 'sale' },
      { id: '400', name: 'running', parentId: 'unknown' },
    ]),
  ).toBe('400#running;422#running-jackets')
})

test('where a name is missing its id stands twice, and separators stand in no name', () => {
  expect(categoryPathOf([{ id: '25' }])).toBe('25#25')
  expect(categoryPathOf([{ id: '25', name: 'Shirts, ties; #1' }])).toBe('25#Shirts ties 1')
})

test('of no categories there is no path', () => {
  expect(categoryPathOf([])).toBeUndefined()
})

test('every tree, with circles too, gives a path in which no category comes twice', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ id, parentId: id }), { selector: (one) => one.id, minLength: 1 }),
      (categories) => {
        const ids = (categoryPathOf(categories) ?? '').split(';').map((one) => one.split('#')[0])
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.length).toBeGreaterThan(0)
      },
    ),
  )
})
