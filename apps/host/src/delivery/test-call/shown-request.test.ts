import { expect, test } from 'vitest'
import { shownRequest, withoutPersons } from './shown-request.ts'

const connection = {
  config: { apiKey: 'rk_0123456789', account: { password: 'pa55word' }, user: 'nordlys' },
  secrets: ['rk_0123456789', 'pa55word'],
}
const request = (more: object = {}) => ({
  method: 'POST',
  address: 'https://vendor.example/v2/items?apikey=rk_0123456789',
  headers: {
    authorization: `Basic ${Buffer.from('nordlys:pa55word').toString('base64')}`,
    'x-key': 'rk_0123456789',
  },
  body: Buffer.from('{"email":"maja@shop.example","key":"rk_0123456789"}'),
  ...more,
})

test('each secret is replaced by the name of its setting, in address, headers and body', () => {
  expect(shownRequest(connection, request())).toStrictEqual({
    method: 'POST',
    address: 'https://vendor.example/v2/items?apikey=[apiKey]',
    headers: { authorization: 'Basic [account.password]', 'x-key': '[apiKey]' },
    bytes: 51,
    body: '{"email":"maja@shop.example","key":"[apiKey]"}',
  })
})

test('a token that no setting holds is hidden as well', () => {
  const shown = shownRequest(
    connection,
    request({ headers: { authorization: 'Bearer eyJhbGciOi.J9.x' } }),
  )
  expect(shown.headers).toStrictEqual({ authorization: 'Bearer [secret]' })
})

test('what is no text is told by its size', () => {
  const packed = shownRequest(connection, request({ body: Buffer.from([0x1f, 0x8b, 0, 255]) }))
  expect([packed.body, packed.bytes]).toStrictEqual([undefined, 4])
})

test('persons are hidden by the names of fields, and addresses wherever they stand', () => {
  const body = Buffer.from('{"phone": "+46701234567", "note": "to maja@shop.example", "id": "7"}')
  const address = 'https://vendor.example/people/maja%40shop.example'
  const shown = shownRequest(connection, request({ address, body, headers: {} }))
  expect(withoutPersons(new Set(['phone']))(shown)).toMatchObject({
    address: 'https://vendor.example/people/m…',
    body: '{"phone": "+…", "note": "to m…", "id": "7"}',
  })
})
