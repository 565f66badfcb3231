import { expect, test } from 'vitest'
import { lostEvents } from './comparison.ts'

test('what was answered and is neither kept nor written is lost', () => {
  const known = { waiting: new Set(['evt_1']), written: new Set(['evt_2']) }
  expect(lostEvents(['evt_1', 'evt_2'], known)).toStrictEqual([])
  expect(lostEvents(['evt_1', 'evt_3'], known)).toStrictEqual([
    'lost: the webhook of evt_3 was answered, and nobody knows it',
  ])
})
