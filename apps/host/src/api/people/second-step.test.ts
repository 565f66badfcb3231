import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserOn, password, peopleHost, problemIn, type PeopleHost } from './testing/browser.ts'
import { deviceCode } from './testing/device-code.ts'

const ida = { email: 'ida@example.com', password }
const stepMs = 30_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 26, 10) })
})
afterEach(() => {
  vi.useRealTimers()
})

interface Device {
  readonly code: () => string
  readonly backupCodes: readonly string[]
}

/** A host whose owner has a second step. */
async function withDevice(): Promise<PeopleHost & { readonly device: Device }> {
  const host = await peopleHost()
  const answer = await host.ida.ask('POST', '/api/auth/two-factor/enable', { password })
  const { totpURI, backupCodes } = (await answer.json()) as {
    readonly totpURI: string
    readonly backupCodes: readonly string[]
  }
  const code = () => deviceCode(totpURI, Date.now())
  const verified = await host.ida.ask('POST', '/api/auth/two-factor/verify-totp', { code: code() })
  if (verified.status !== 200) throw new Error(`The device was not taken: ${verified.status}.`)
  vi.advanceTimersByTime(4 * stepMs)
  return { ...host, device: { code, backupCodes } }
}

test('a password is half of a sign-in then: without the code nobody is inside', async () => {
  const { app, device } = await withDevice()
  const browser = browserOn(app)
  const first = await browser.ask('POST', '/api/auth/sign-in/email', ida)
  const between = await browser.ask('GET', '/api/me')
  const second = await browser.ask('POST', '/api/auth/two-factor/verify-totp', {
    code: device.code(),
  })
  const me = await browser.ask('GET', '/api/me')
  expect([await first.json(), between.status, second.status, await me.json()]).toMatchObject([
    { twoFactorRedirect: true, twoFactorMethods: ['totp'] },
    401,
    200,
    { user: { name: 'Ida', twoFactor: true } },
  ])
})

test('a code that was used opens nothing else, and whoever used it signs in anew', async () => {
  const { app, device } = await withDevice()
  const [own, other] = [browserOn(app), browserOn(app)]
  const code = device.code()
  await own.ask('POST', '/api/auth/sign-in/email', ida)
  await own.ask('POST', '/api/auth/two-factor/verify-totp', { code })
  await other.ask('POST', '/api/auth/sign-in/email', ida)
  const replayed = await other.ask('POST', '/api/auth/two-factor/verify-totp', { code })
  expect([replayed.headers.getSetCookie(), await problemIn(replayed)]).toStrictEqual([
    [],
    [401, 'The code was used already.'],
  ])
  expect((await own.ask('GET', '/api/me')).status).toBe(401)
})

test('after five wrong codes the sign-in begins anew', async () => {
  const { app, device } = await withDevice()
  const browser = browserOn(app)
  await browser.ask('POST', '/api/auth/sign-in/email', ida)
  const wrong = device.code() === '000000' ? '000001' : '000000'
  const statuses: number[] = []
  for (let tries = 0; tries < 6; tries += 1) {
    const answer = await browser.ask('POST', '/api/auth/two-factor/verify-totp', { code: wrong })
    statuses.push(answer.status)
  }
  const right = await browser.ask('POST', '/api/auth/two-factor/verify-totp', {
    code: device.code(),
  })
  expect([...statuses, right.status]).toStrictEqual([401, 401, 401, 401, 401, 429, 401])
})

test('a code for emergencies is good once', async () => {
  const { app, device } = await withDevice()
  const [code = ''] = device.backupCodes
  const statuses: number[] = []
  for (let tries = 0; tries < 2; tries += 1) {
    const browser = browserOn(app)
    await browser.ask('POST', '/api/auth/sign-in/email', ida)
    const answer = await browser.ask('POST', '/api/auth/two-factor/verify-backup-code', { code })
    statuses.push(answer.status)
  }
  expect([device.backupCodes.length, ...statuses]).toStrictEqual([10, 200, 401])
})

test('the second step is taken off with the password alone', async () => {
  const { ida: browser } = await withDevice()
  const wrong = await browser.ask('POST', '/api/auth/two-factor/disable', { password: 'wrong one' })
  const right = await browser.ask('POST', '/api/auth/two-factor/disable', { password })
  const me = await browser.ask('GET', '/api/me')
  expect([await problemIn(wrong), right.status, await me.json()]).toMatchObject([
    [403, 'The password is wrong.'],
    200,
    { user: { twoFactor: false } },
  ])
})
