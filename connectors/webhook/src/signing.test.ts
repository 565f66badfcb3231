import { expect, test } from 'vitest'
import { secretBytes } from './signing-secret.ts'
import { signRequest } from './signing.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const older = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'
const url = 'https://example.com/hook'
const at = 1_614_265_330_999

const signed = (
  config: object,
  body = '{"test": 2432232314}',
  id = 'msg_p5jXN8AQM9LWM0D4loKWxJek',
) =>
  signRequest(new Request(url, { method: 'POST', body, headers: { 'webhook-id': id } }), {
    config: { url, ...config },
    now: () => at,
  })

test('a request carries the signature that the makers of the specification publish for it', async () => {
  const { headers } = await signed({ signingSecret: secret })
  expect(headers.get('webhook-timestamp')).toBe('1614265330')
  expect(headers.get('webhook-signature')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('while a secret is changed, both sign', async () => {
  const both = await signed({ signingSecret: secret, previousSigningSecret: older })
  const alone = await signed({ signingSecret: older })
  expect(both.headers.get('webhook-signature')).toBe(
    `v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= ${alone.headers.get('webhook-signature')}`,
  )
})

test('the bytes are signed, whatever they say', async () => {
  const [one, other] = await Promise.all([
    signed({ signingSecret: secret }, '{"name":"Zoë 🙂"}'),
    signed({ signingSecret: secret }, '{"name":"Zoë 🙂" }'),
  ])
  expect(one.headers.get('webhook-signature')).not.toBe(other.headers.get('webhook-signature'))
  expect(await one.text()).toBe('{"name":"Zoë 🙂"}')
})

test('without a secret a request goes as it is', async () => {
  const { headers } = await signed({})
  expect([...headers.keys()]).toStrictEqual(['content-type', 'webhook-id'])
})

test.each([
  ['24 bytes', `whsec_${Buffer.alloc(24).toString('base64')}`, true],
  ['64 bytes', `whsec_${Buffer.alloc(64).toString('base64')}`, true],
  ['23 bytes', `whsec_${Buffer.alloc(23).toString('base64')}`, false],
  ['65 bytes', `whsec_${Buffer.alloc(65).toString('base64')}`, false],
  ['no prefix', Buffer.alloc(24).toString('base64'), false],
  ['a key of another scheme', `whsk_${Buffer.alloc(32).toString('base64')}`, false],
  ['no base64', `whsec_${'ä'.repeat(40)}`, false],
])('%s: whether it is a signing secret', (_case, text, isOne) => {
  expect(secretBytes(text) !== undefined).toBe(isOne)
})
