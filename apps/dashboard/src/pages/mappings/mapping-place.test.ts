import { expect, test } from 'vitest'
import { mappingPlace, type Entry, type ListedMapping } from './mapping-place.ts'

const mapping = { id: 'order', fields: {} }
const listed: ListedMapping = {
  id: 'order',
  part: 'orders-out',
  connection: 'files',
  from: { entity: 'order' },
  to: { connector: 'file', sink: 'csv' },
}
const ofStream: ListedMapping = { ...listed, part: 'shop.orders', connection: 'shop' }
const entry = (section: Entry['section'], id: string, value: unknown): Entry => ({
  section,
  id,
  value,
  origin: 'store',
  version: 4,
  faults: [],
})

test('an entry of its own is changed by itself', () => {
  const place = mappingPlace(
    [entry('mappings', 'mine', { delivery: 'orders-out', mapping })],
    [mapping],
    listed,
  )
  expect(place).toMatchObject({ kind: 'store', section: 'mappings', id: 'mine', version: 4 })
  expect(place.kind === 'store' && place.valueWith('new')).toStrictEqual({
    delivery: 'orders-out',
    mapping: 'new',
  })
})

test('a mapping within a connection is changed there, and its neighbours stay', () => {
  const value = { connector: 'shop', mappings: [{ id: 'other' }, mapping] }
  const place = mappingPlace([entry('connections', 'shop', value)], [mapping], ofStream)
  expect(place.kind === 'store' && place.valueWith('new')).toStrictEqual({
    connector: 'shop',
    mappings: [{ id: 'other' }, 'new'],
  })
})

test('a mapping of the file is changed in the file alone', () => {
  const inFile: Entry = {
    section: 'deliveries',
    id: 'orders-out',
    value: { mapping },
    origin: 'file',
    faults: [],
  }
  expect(mappingPlace([inFile], [mapping], listed)).toStrictEqual({
    kind: 'file',
    entry: 'deliveries.orders-out',
  })
})

test('an entry takes the place of what a connector brings, under a name that is free', () => {
  const place = mappingPlace(
    [entry('deliveries', 'orders-out', {}), entry('mappings', 'order', {})],
    [mapping],
    listed,
  )
  const take = place.kind === 'connector' ? place.take : undefined
  expect([take?.id, take?.valueWith(mapping)]).toStrictEqual([
    'order-2',
    { delivery: 'orders-out', mapping },
  ])
})

test('where a connector brings several for a stream, the others are made together with it', () => {
  const place = mappingPlace([], [mapping, { id: 'refund' }], ofStream)
  const take = place.kind === 'connector' ? place.take : undefined
  expect([take?.valueWith(mapping), take?.beside]).toStrictEqual([
    { connection: 'shop', mapping },
    [
      {
        section: 'mappings',
        id: 'refund',
        value: { connection: 'shop', mapping: { id: 'refund' } },
      },
    ],
  ])
})
