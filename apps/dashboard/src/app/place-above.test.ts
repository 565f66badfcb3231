import { expect, test } from 'vitest'
import { placeAbove } from './place-above.ts'

test.each([
  ['/', '/'],
  ['/customers', '/customers'],
  ['/customers/p-1', '/customers'],
  ['/connections/of/shop', '/connections'],
])('%s is of the page %s', (path, above) => {
  expect(placeAbove(path)).toBe(above)
})
