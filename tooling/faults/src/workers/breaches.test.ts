import { expect, test } from 'vitest'
import { strangeSteps } from './breaches.ts'

const nameOf = (port: number) => ({ 1: 'one', 2: 'one', 3: 'other' })[port]

test('a slice is moved on by whoever took it last, over whichever connection', () => {
  const steps = [
    { slice: 'orders all', kind: 'taken', port: 1, atMs: 1 },
    { slice: 'orders all', kind: 'moved on', port: 2, atMs: 2 },
    { slice: 'orders all', kind: 'taken', port: 3, atMs: 3 },
  ] as const
  expect(strangeSteps(steps, nameOf)).toStrictEqual([])
  const late = { slice: 'orders all', kind: 'moved on', port: 2, atMs: 2 } as const
  expect(strangeSteps([...steps, late], nameOf)).toStrictEqual([
    'the slice orders all was moved on by one, and other had it',
  ])
})
