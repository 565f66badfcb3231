import { expect, test } from 'vitest'
import type { DeliveryState, Letters } from '../../api/answers.ts'
import { lettersIn } from './letters.ts'

const letters = (count: number): Letters => ({ count, examples: [] })
const delivery = (id: string, count: number): DeliveryState => ({
  id,
  paused: false,
  lag: 0,
  backfilling: false,
  held: 0,
  failed: count,
  unknown: 0,
  deadLetters: letters(count),
})

test('places with dead letters are listed, those with the most first, and others left out', () => {
  const places = lettersIn({
    connections: [
      {
        id: 'shop',
        streams: [
          { stream: 'orders', deadLetters: letters(2) },
          { stream: 'products', deadLetters: letters(0) },
        ],
        webhooks: { waiting: 0, done: 9, deadLetters: letters(1) },
      },
    ],
    deliveries: [delivery('orders-csv', 7), delivery('customers-csv', 0)],
    deadLetters: 10,
  })
  expect(places.map(({ kind, name, letters: { count } }) => [kind, name, count])).toStrictEqual([
    ['delivery', 'orders-csv', 7],
    ['stream', 'shop.orders', 2],
    ['webhooks', 'shop', 1],
  ])
})
