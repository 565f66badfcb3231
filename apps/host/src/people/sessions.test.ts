import { afterEach, expect, test, vi } from 'vitest'
import { findPeopleRows, forgetOver, sessionsOf } from '../store/index.ts'
import { password, peopleWorld } from './testing/people-world.ts'

afterEach(() => {
  vi.useRealTimers()
})

const dayMs = 86_400_000

test('whoever signs in is known by the cookie, and by nothing else', async () => {
  const { people, begin, enter } = await peopleWorld()
  const id = await begin()
  const cookie = await enter('IDA@example.com')
  expect(await people.signedIn(cookie)).toStrictEqual({
    id,
    name: 'Ida',
    email: 'ida@example.com',
    twoFactor: false,
    session: expect.any(String) as string,
    cookies: [],
  })
})

test('a cookie is for this host alone, out of the reach of pages, and for TLS', async () => {
  const { ask, begin } = await peopleWorld()
  await begin()
  const answer = await ask('/sign-in/email', { email: 'ida@example.com', password })
  const [cookie = ''] = answer.headers.getSetCookie()
  const [value, ...attributes] = cookie.split('; ')
  expect(value).toMatch(/^__Secure-cartograph\.session_token=/)
  expect(attributes.toSorted()).toStrictEqual([
    'HttpOnly',
    'Max-Age=604800',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ])
})

test('nothing in the store lets anybody in: of session and password it has hashes', async () => {
  const { store, begin, enter } = await peopleWorld()
  await begin()
  const cookie = await enter()
  const token =
    decodeURIComponent(cookie)
      .replace(/^[^=]+=/, '')
      .split('.')[0] ?? ''
  const kept = await store.read(function* (dialect) {
    return [
      ...(yield* findPeopleRows(dialect, 'host_session', [])),
      ...(yield* findPeopleRows(dialect, 'host_login', [])),
    ]
  })
  expect(token.length).toBeGreaterThan(20)
  expect(JSON.stringify(kept)).not.toContain(token)
  expect(JSON.stringify(kept)).not.toContain(password)
})

test.each([
  ['made up', () => '__Secure-cartograph.session_token=abc.def'],
  ['with another signature', (good: string) => `${good.slice(0, -12)}AAAAAAAA%3D`],
  ['without one', (good: string) => good.split('.').slice(0, 2).join('.')],
])('a cookie that is %s is nobody’s', async (_, forge) => {
  const { people, begin, enter } = await peopleWorld()
  await begin()
  expect(await people.signedIn(forge(await enter()))).toBeUndefined()
})

test('a cookie is good no more after its owner signed out', async () => {
  const { people, ask, begin, enter } = await peopleWorld()
  await begin()
  const cookie = await enter()
  await ask('/sign-out', {}, { cookie })
  expect(await people.signedIn(cookie)).toBeUndefined()
})

test('a cookie that was there before is not the one of the session that begins', async () => {
  const { ask, begin, enter } = await peopleWorld()
  await begin()
  const cookie = await enter()
  const again = await ask('/sign-in/email', { email: 'ida@example.com', password }, { cookie })
  expect(again.headers.getSetCookie()[0]?.startsWith(cookie)).toBe(false)
})

test('a session ends where it is not used, and goes on from day to day where it is', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { people, begin, enter } = await peopleWorld({ sessionMs: 4 * dayMs })
  await begin()
  const [used, unused] = [await enter(), await enter()]
  vi.advanceTimersByTime(3 * dayMs)
  const renewed = await people.signedIn(used)
  expect(renewed?.cookies[0]).toContain('Max-Age=345600')
  vi.advanceTimersByTime(2 * dayMs)
  expect([await people.signedIn(used), await people.signedIn(unused)]).toMatchObject([
    { name: 'Ida' },
    undefined,
  ])
})

test('another password ends every other session', async () => {
  const { people, ask, begin, enter } = await peopleWorld()
  await begin()
  const [mine, other] = [await enter(), await enter()]
  const change = {
    currentPassword: password,
    newPassword: 'a better one than before',
    revokeOtherSessions: true,
  }
  const answer = await ask('/change-password', change, { cookie: mine })
  expect([answer.status, await people.signedIn(other)]).toStrictEqual([200, undefined])
  await expect(enter()).rejects.toThrow('401')
  expect(await enter('ida@example.com', 'a better one than before')).toContain('session_token')
})

test('a link for another password is good once, and ends every session', async () => {
  const { people, ask, mails, begin, enter } = await peopleWorld()
  await begin()
  const cookie = await enter()
  await ask('/request-password-reset', { email: 'ida@example.com' })
  const [[email, token] = []] = mails
  const reset = { token, newPassword: 'another one that is long' }
  const answers = [await ask('/reset-password', reset), await ask('/reset-password', reset)]
  expect([email, ...answers.map(({ status }) => status)]).toStrictEqual([
    'ida@example.com',
    200,
    400,
  ])
  expect(await people.signedIn(cookie)).toBeUndefined()
})

test('a link for another password is good for an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { people, ask, begin } = await peopleWorld()
  const token = await people.resetToken(await begin())
  vi.advanceTimersByTime(3_600_001)
  const answer = await ask('/reset-password', { token, newPassword: 'another one that is long' })
  expect(answer.status).toBe(400)
})

test('a password of fewer than twelve characters is refused', async () => {
  const { people, ask, begin } = await peopleWorld()
  const token = await people.resetToken(await begin())
  const short = await ask('/reset-password', { token, newPassword: 'elevenchars' })
  expect([short.status, await short.json()]).toMatchObject([400, { code: 'PASSWORD_TOO_SHORT' }])
})

test('an account that is not there is answered as a wrong password is', async () => {
  const { ask, begin } = await peopleWorld()
  await begin()
  const answers = await Promise.all(
    ['ida@example.com', 'nobody@example.com'].map(async (email) => {
      const answer = await ask('/sign-in/email', { email, password: 'not the right one' })
      return [answer.status, await answer.text(), answer.headers.getSetCookie()]
    }),
  )
  expect(answers[0]).toStrictEqual(answers[1])
  expect(answers[0]?.[0]).toBe(401)
})

test('sessions are told with where they are from, and without what would let anybody in', async () => {
  const { store, people, begin, enter } = await peopleWorld()
  const id = await begin()
  const signedIn = await people.signedIn(await enter())
  const sessions = await store.read((dialect) => sessionsOf(dialect, id, Date.now()))
  expect(sessions).toStrictEqual([
    {
      id: signedIn?.session,
      createdAt: expect.any(Number) as number,
      usedAt: expect.any(Number) as number,
      expiresAt: expect.any(Number) as number,
      address: '192.0.2.7',
      browser: 'Browser 1',
    },
  ])
})

test('sessions and links that are over are forgotten, and others stay', async () => {
  const { store, people, begin, enter } = await peopleWorld()
  const id = await begin()
  await enter()
  await people.resetToken(id)
  const left = async (laterMs: number) => {
    await store.write((dialect) => forgetOver(dialect, Date.now() + laterMs))
    return store.read(function* (dialect) {
      const sessions = yield* findPeopleRows(dialect, 'host_session', [])
      return [sessions.length, (yield* findPeopleRows(dialect, 'host_code', [])).length]
    })
  }
  expect([await left(0), await left(7_200_000), await left(8 * dayMs)]).toStrictEqual([
    [1, 1],
    [1, 0],
    [0, 0],
  ])
})
