import { expect, test } from 'vitest'
import type { ListedSegment } from '../../api/answers.ts'
import { segmentsFor } from './delivery-segments.ts'

const segment = (id: string, wanted: Partial<ListedSegment>): ListedSegment => ({
  id,
  name: id,
  resource: 'customer',
  where: {},
  origin: 'predefined',
  members: 7,
  tooLittleData: false,
  isOfToday: true,
  ...wanted,
})
const segments = [
  segment('at_risk', {}),
  segment('danes', { origin: 'store' }),
  segment('looked_at', { origin: 'api' }),
  segment('large', { resource: 'order' }),
]

test('customers and their rows are chosen by the segments that a delivery may name', () => {
  expect(segmentsFor('order', segments).map(({ id }) => id)).toStrictEqual(['at_risk', 'danes'])
})

test('what is of no customer is chosen by none', () => {
  expect(segmentsFor('product', segments)).toStrictEqual([])
})
