import { expect, test } from 'vitest'
import { doubledEffects, heldAfter, heldDifferences, type Effect } from './effects.ts'

const write = (id: string, key: string, body: string): Effect => ({ id, op: 'write', key, body })
const removal = (id: string, key: string): Effect => ({ id, op: 'delete', key, body: 'null' })

test('the same thing under another key is done twice, and a thing that was another meanwhile is not', () => {
  const there = [write('1', 'a', 'x'), write('2', 'b', 'x'), write('3', 'a', 'y')]
  expect(doubledEffects([...there, write('4', 'a', 'x')])).toStrictEqual([])
  expect(doubledEffects([...there, write('4', 'a', 'y')])).toStrictEqual([
    'write of a was done twice',
  ])
})

test('a sink holds what it was told last', () => {
  const effects = [
    write('1', 'a', 'x'),
    write('2', 'b', 'x'),
    write('3', 'a', 'y'),
    removal('4', 'b'),
  ]
  expect([...heldAfter(effects)]).toStrictEqual([['a', 'y']])
})

test('what a sink lacks, has too much and has otherwise is named', () => {
  const expected = new Map([
    ['a', '1'],
    ['b', '1'],
    ['c', '1'],
  ])
  const held = new Map([
    ['b', '2'],
    ['c', '1'],
    ['d', '1'],
  ])
  expect(heldDifferences(expected, held)).toStrictEqual([
    'd is in the sink, and not in the store',
    'a is in the store, and not in the sink',
    'b is 2 in the sink, 1 in the store',
  ])
})
