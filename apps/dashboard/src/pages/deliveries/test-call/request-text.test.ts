import { expect, test } from 'vitest'
import { requestText } from './request-text.ts'

const request = {
  method: 'POST',
  address: 'https://vendor.example/items',
  headers: { 'content-type': 'application/json', 'x-key': '[apiKey]' },
  bytes: 9,
}

test('a request is its first line, its headers, and its body in lines', () => {
  expect(requestText({ ...request, body: '{"id":"7"}' })).toBe(
    [
      'POST https://vendor.example/items',
      'content-type: application/json',
      'x-key: [apiKey]',
      '',
      '{',
      '  "id": "7"',
      '}',
    ].join('\n'),
  )
})

test.each(['{"total":1.0}', 'id,email\r\n7,m…\r\n', '{"cut":'])(
  'a body that would not stay the same is shown as it is: %j',
  (body) => {
    expect(requestText({ ...request, headers: {}, body })).toBe(
      `POST https://vendor.example/items\n\n${body}`,
    )
  },
)

test('a request without a body ends with its headers', () => {
  expect(requestText({ ...request, method: 'DELETE', headers: {}, bytes: 0 })).toBe(
    'DELETE https://vendor.example/items',
  )
})
