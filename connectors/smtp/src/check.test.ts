import { certificate, startMailServer, type SimulatedMailServer } from '@cartograph/simulators/smtp'
import { afterEach, expect, test } from 'vitest'
import { checkServer } from './check.ts'
import { testContext } from './testing/context.ts'
import { trusting } from './testing/trusted.ts'

let server: SimulatedMailServer
let distrust = () => {}
afterEach(async () => {
  distrust()
  distrust = () => {}
  await server.close()
})

const check = (more: object = {}) => {
  const { host, port, user, password } = server
  return checkServer(
    testContext({ host, port, user, password, from: 'orders@shop.example', ...more }),
  )
}

test.each([
  ['later', 'startTls'],
  ['first', 'tls'],
  ['never', 'none'],
] as const)(
  'a server with TLS %s is fine with `encryption: %s`, and no mail is begun',
  async (tls, encryption) => {
    distrust = trusting(certificate)
    server = await startMailServer({ tls })
    expect(await check({ encryption })).toStrictEqual({
      account: { name: `127.0.0.1:${server.port}` },
    })
    expect(server.steps).toStrictEqual(['auth'])
  },
)

test('a wrong password says what to do', async () => {
  distrust = trusting(certificate)
  server = await startMailServer()
  await expect(check({ password: 'swapped' })).rejects.toMatchObject({
    kind: 'auth',
    scope: 'part',
    message: expect.stringContaining('535') as string,
    hint: expect.stringContaining('app password') as string,
  })
})

test('where encryption cannot be turned on, nothing is said, not even the password', async () => {
  server = await startMailServer({ tls: 'never' })
  await expect(check()).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringContaining('does not turn on encryption') as string,
  })
  expect(server.steps).toStrictEqual([])
})

test('a certificate that nobody vouches for is refused', async () => {
  server = await startMailServer()
  await expect(check()).rejects.toMatchObject({
    kind: 'config',
    message: expect.stringMatching(
      /^The certificate of .* is not trusted \(DEPTH_ZERO_SELF/,
    ) as string,
  })
  expect(server.steps).toStrictEqual([])
})

test('a server without log-in is told from a wrong password', async () => {
  distrust = trusting(certificate)
  server = await startMailServer({ login: false })
  await expect(check()).rejects.toMatchObject({ scope: 'part' })
  const { host, port } = server
  await expect(
    checkServer(testContext({ host, port, from: 'orders@shop.example' })),
  ).resolves.toMatchObject({ account: {} })
})

test('a server that hangs up is told as one that may come back', async () => {
  server = await startMailServer()
  server.weather.next({ kind: 'hangUp' })
  await expect(check()).rejects.toMatchObject({ kind: 'transient', scope: 'part' })
})

test('a server that is slow to greet is waited for', async () => {
  distrust = trusting(certificate)
  server = await startMailServer()
  server.weather.next({ kind: 'slowBanner', delayMs: 300 })
  await expect(check()).resolves.toMatchObject({ account: {} })
})

test('a log-in that fails for now is no wrong password', async () => {
  distrust = trusting(certificate)
  server = await startMailServer()
  server.weather.next({ kind: 'reply', at: 'auth', code: 454, text: '4.7.0 Temporary failure' })
  await expect(check()).rejects.toMatchObject({ kind: 'transient' })
})
