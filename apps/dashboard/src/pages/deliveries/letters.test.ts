import { expect, test } from 'vitest'
import type { Letters } from '../../api/answers.ts'
import { lettersIn } from './letters.ts'

const letters = (count: number): Letters => ({ count, examples: [] })
const delivery = (id: string, count: number) => ({ id, deadLetters: letters(count) })

test('places with dead letters are listed, those with the most first, and others left out', () => {
  const places = lettersIn({
    connections: [
      {
        id: 'shop',
        streams: [
          { stream: 'orders', deadLetters: letters(2) },
          { stream: 'products', deadLetters: letters(0) },
        ],
        webhooks: { deadLetters: letters(1) },
      },
    ],
    deliveries: [delivery('orders-csv', 7), delivery('customers-csv', 0)],
  })
  expect(places.map(({ kind, name, letters: { count } }) => [kind, name, count])).toStrictEqual([
    ['delivery', 'orders-csv', 7],
    ['stream', 'shop.orders', 2],
    ['webhooks', 'shop', 1],
  ])
})
