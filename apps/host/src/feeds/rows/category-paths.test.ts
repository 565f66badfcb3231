import { expect, test } from 'vitest'
import { categoryPath, type CategoryNode } from './category-paths.ts'

const nodes: Readonly<Record<string, CategoryNode>> = {
  'shop:1': { name: 'Clothes', parentId: null },
  'shop:2': { name: '<i>Jackets</i>', parentId: 'shop:1' },
  'shop:3': { name: 'Lost', parentId: 'shop:9' },
  'shop:4': { name: 'Round', parentId: 'shop:5' },
  'shop:5': { name: 'About', parentId: 'shop:4' },
}
const path = (id: string) => categoryPath(id, (each) => nodes[each])

test('a path goes from the top down, with the ids of the shop', () => {
  expect(path('shop:2')).toStrictEqual({
    id: '2',
    name: 'Jackets',
    path: 'Clothes > Jackets',
    steps: [
      { id: '1', name: 'Clothes' },
      { id: '2', name: 'Jackets' },
    ],
  })
})

test('a category whose parent is not known is a path of its own, and one that is not there has none', () => {
  expect(path('shop:3')?.path).toBe('Lost')
  expect(path('shop:9')).toBeUndefined()
})

test('categories that are below each other end somewhere', () => {
  expect(path('shop:4')?.path).toBe('About > Round')
})
