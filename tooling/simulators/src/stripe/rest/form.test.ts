import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { formOf, listIn } from './form.ts'

test('brackets nest', () => {
  expect(formOf('created[gte]=5&expand[]=data.a&expand[]=data.b&limit=3')).toStrictEqual({
    created: { gte: '5' },
    expand: ['data.a', 'data.b'],
    limit: '3',
  })
})

test('numbered brackets are a list too', () => {
  expect(formOf('types[0]=a&types[1]=b&items[0][price]=p&items[0][quantity]=2')).toStrictEqual({
    types: ['a', 'b'],
    items: [{ price: 'p', quantity: '2' }],
  })
})

test('a name that every object has is a name like any other', () => {
  const form = formOf('metadata[__proto__]=x&metadata[constructor]=y')
  expect(Object.entries(form['metadata'] ?? {})).toStrictEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
})

test('whatever text is sent comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (values) => {
      const text = values.map((value) => `types[]=${encodeURIComponent(value)}`).join('&')
      expect(listIn(formOf(text)['types'])).toStrictEqual(values)
    }),
  )
})
