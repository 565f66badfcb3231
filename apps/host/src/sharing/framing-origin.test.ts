import { expect, test } from 'vitest'
import { isFramingOrigin } from './framing-origin.ts'

test.each(['https://shop.example', 'http://127.0.0.1:8080', 'https://xn--bcher-kva.example'])(
  '%s is an origin',
  (text) => {
    expect(isFramingOrigin(text)).toBe(true)
  },
)

test.each([
  'https://shop.example/',
  'https://shop.example/page',
  'https://*.shop.example',
  '*',
  "'self'",
  'javascript:alert(1)',
  'https://shop.example; script-src *',
  'https://shop.example;sandbox',
  'https://shop.example,https://evil.example',
  'https://user@shop.example',
  'https://shop.example:443',
  'HTTPS://shop.example',
  '',
])('%s is none', (text) => {
  expect(isFramingOrigin(text)).toBe(false)
})
