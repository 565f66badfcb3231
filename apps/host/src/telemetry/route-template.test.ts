import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { boundedValues, routeTemplate } from './route-template.ts'

test.each([
  ['/v1/charges/ch_3NqLq2eZvKYlo2C', '/v1/charges/:id'],
  ['/wp-json/wc/v3/orders/727/refunds', '/wp-json/wc/v3/orders/:id/refunds'],
  ['/v1/customers/:id', '/v1/customers/:id'],
  ['/contacts/ida@example.dk', '/contacts/:id'],
  ['/people/Ida Lund', '/people/:id'],
  ['/orders?email=ida@example.dk', '/orders'],
  ['/v2.1/lists/', '/v2.1/lists/'],
  ['/', '/'],
])('%s is told as %s', (path, template) => {
  expect(routeTemplate(path)).toBe(template)
})

test('a segment with a digit is an id, unless it is the version of an API', () => {
  const segment = fastCheck.stringMatching(/^[\w-]{0,20}\d[\w-]{0,20}$/)
  fastCheck.assert(
    fastCheck.property(segment, (text) => {
      expect(routeTemplate(`/orders/${text}`)).toBe(
        /^v\d{1,3}$/i.test(text) ? `/orders/${text}` : '/orders/:id',
      )
    }),
  )
})

test('a name has so many values and no more, however many come', () => {
  fastCheck.assert(
    fastCheck.property(fastCheck.array(fastCheck.string(), { maxLength: 50 }), (values) => {
      const bounded = boundedValues(3)
      const told = new Set(values.map((value) => bounded('shop', value)))
      expect(told.size).toBeLessThanOrEqual(4)
      expect(bounded('till', 'first')).toBe('first')
    }),
  )
})
