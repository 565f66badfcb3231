import { expect, test } from 'vitest'
import { letterOf, type Message } from './body.ts'
import { settings } from './settings.ts'

const url = 'https://example.com/orders'
const config = (more: object = {}) => settings.parse({ url, ...more })

const write = (key: string, body: Message['body'] = { id: key }): Message => ({
  op: 'write',
  key: [key],
  idempotencyKey: `id-${key}`,
  body,
})
const removal = (key: string): Message => ({ ...write(key, null), op: 'delete' })

test('a bare item is the body, under the id of its change', () => {
  expect(letterOf(config(), [write('A1')])).toStrictEqual({
    id: 'id-A1',
    url,
    method: 'POST',
    contentType: 'application/json',
    body: '{"id":"A1"}',
  })
})

test('the key stands in the address, written so that it stays one part of it', () => {
  const letter = letterOf(config({ url: `${url}/{key}?again={key}`, method: 'PUT' }), [
    write('a/b ü?'),
  ])
  expect(letter.url).toBe(`${url}/a%2Fb%20%C3%BC%3F?again=a%2Fb%20%C3%BC%3F`)
})

test('an envelope says what happened to which item', () => {
  const { body } = letterOf(config({ body: 'envelope' }), [write('A1')])
  expect(JSON.parse(body ?? '')).toStrictEqual({
    id: 'id-A1',
    op: 'write',
    key: 'A1',
    data: { id: 'A1' },
  })
})

test('a deletion by its own method has no body where the address says it all', () => {
  const letter = letterOf(config({ url: `${url}/{key}`, deletes: 'method' }), [removal('A1')])
  expect(letter).toMatchObject({ method: 'DELETE', url: `${url}/A1`, body: null })
})

test('a deletion by its own method is an envelope where the address does not tell the item', () => {
  const { method, body } = letterOf(config({ body: 'envelope', deletes: 'method' }), [
    removal('A1'),
  ])
  expect([method, body]).toStrictEqual([
    'DELETE',
    '{"id":"id-A1","op":"delete","key":"A1","data":null}',
  ])
})

test('a deletion by a field goes the way of all items', () => {
  const { method, body } = letterOf(config({ body: 'envelope', deletes: 'field' }), [removal('A1')])
  expect([method, body]).toStrictEqual([
    'POST',
    '{"id":"id-A1","op":"delete","key":"A1","data":null}',
  ])
})

test('several items are a list, also where there is only one, under an id of all of them', () => {
  const batch = config({ batchSize: 10, body: 'envelope', deletes: 'field' })
  const one = letterOf(batch, [write('A1')])
  const two = letterOf(batch, [write('A1'), removal('A2')])
  expect(JSON.parse(one.body ?? '')).toMatchObject([{ id: 'id-A1' }])
  expect(JSON.parse(two.body ?? '')).toMatchObject([{ op: 'write' }, { op: 'delete' }])
  expect(one.id).not.toBe(two.id)
  expect(letterOf(batch, [write('A1'), removal('A2')]).id).toBe(two.id)
})

test('XML has a root for an item, and one around several', () => {
  const xml = { format: 'xml', rootElement: 'order' }
  expect(letterOf(config(xml), [write('A1')])).toMatchObject({
    contentType: 'application/xml; charset=utf-8',
    body: '<?xml version="1.0" encoding="UTF-8"?><order><id>A1</id></order>',
  })
  const several = letterOf(config({ ...xml, batchSize: 2, onUnknown: 'repeat' }), [
    write('A1'),
    write('A2'),
  ])
  expect(several.body).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><items><order><id>A1</id></order><order><id>A2</id></order></items>',
  )
})
