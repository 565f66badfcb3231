import { expect, test } from 'vitest'
import { growthOf } from './growth.ts'

test('what counts grew by is told, once', () => {
  const told: [string, number][] = []
  const tell = growthOf<'read' | 'written'>((name, by) => told.push([name, by]))
  tell({ read: 2, written: 0 }, ['read', 'written'])
  tell({ read: 5, written: 1 }, ['read', 'written'])
  tell({ read: 5, written: 1 }, ['read', 'written'])
  expect(told).toStrictEqual([
    ['read', 2],
    ['read', 3],
    ['written', 1],
  ])
})
