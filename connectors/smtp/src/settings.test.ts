import { expect, test } from 'vitest'
import { portOf, settings } from './settings.ts'

const base = { host: 'smtp.example.com', from: 'orders@shop.example' }

const problems = (config: object) =>
  (settings.safeParse({ ...base, ...config }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

test.each([
  [{}, 587],
  [{ encryption: 'tls' }, 465],
  [{ encryption: 'none' }, 25],
  [{ encryption: 'tls', port: 2465 }, 2465],
])('%j: the port is %i', (config, port) => {
  expect(portOf(settings.parse({ ...base, ...config }))).toBe(port)
})

test.each([
  [{ host: 'smtp://smtp.example.com' }, 'host: expected the name of a server'],
  [{ host: 'smtp.example.com:587' }, 'host: expected the name of a server'],
  [{ from: 'Shop <orders@shop.example>' }, 'from: expected an address such as'],
  [{ fromName: 'Shop\r\nBcc: eva@shop.example' }, 'fromName: expected one line'],
  [{ user: 'shop' }, 'password: expected with `user`'],
  [{ password: 'abc' }, 'user: expected with `password`'],
  [
    { encryption: 'none', user: 'shop', password: 'abc' },
    'encryption: expected encryption, since a password is sent to another machine',
  ],
])('%j: what is wrong is said', (config, message) => {
  expect(problems(config)).toStrictEqual([expect.stringContaining(message)])
})

test('on this machine a password needs no encryption', () => {
  expect(
    problems({ host: '127.0.0.1', encryption: 'none', user: 'shop', password: 'abc' }),
  ).toStrictEqual([])
})
