import { afterEach, expect, test, vi } from 'vitest'
import { browserOn, password, peopleHost, problemIn } from './testing/browser.ts'

afterEach(() => {
  vi.useRealTimers()
})

const ida = { email: 'ida@example.com', password }

test('whoever signs in is told who they are, and nothing that would let a page act for them', async () => {
  const host = await peopleHost()
  const browser = browserOn(host.app)
  const answer = await browser.ask('POST', '/api/auth/sign-in/email', ida)
  expect(await answer.json()).toStrictEqual({
    user: { id: expect.any(String) as string, name: 'Ida', email: 'ida@example.com' },
  })
  const { entries } = (await (await host.call('/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string; readonly actor: object }[]
  }
  expect(entries[0]).toMatchObject({ action: 'session.begin', actor: { name: 'Ida' } })
})

test('nothing tells whether there is an account: not the answer, and not how often it is given', async () => {
  const { app } = await peopleHost({ now: () => 0 })
  const tries = async (email: string) => {
    const seen: unknown[] = []
    for (let at = 0; at < 11; at += 1) {
      const wish = { email, password: 'not the right one' }
      const answer = await browserOn(app).ask('POST', '/api/auth/sign-in/email', wish)
      seen.push([answer.status, answer.headers.get('retry-after'), await answer.text()])
    }
    return seen
  }
  const [known, unknown] = [await tries('ida@example.com'), await tries('nobody@example.com')]
  expect(known).toStrictEqual(unknown)
  const told = [known[9], known[10]] as readonly (readonly unknown[])[]
  expect(told.map(([status, wait]) => [status, wait])).toStrictEqual([
    [401, null],
    [429, '30'],
  ])
})

test('a link for another password is mailed to nobody where no mails are sent', async () => {
  const { app } = await peopleHost()
  const answer = await browserOn(app).ask('POST', '/api/auth/request-password-reset', {
    email: 'ida@example.com',
  })
  expect(await problemIn(answer)).toStrictEqual([
    409,
    'This host sends no links for another password.',
  ])
})

test('a password is changed with the one before, and other browsers are signed out', async () => {
  const { app, ida: browser } = await peopleHost()
  const other = browserOn(app)
  await other.ask('POST', '/api/auth/sign-in/email', ida)
  const change = (currentPassword: string) =>
    browser.ask('POST', '/api/auth/change-password', {
      currentPassword,
      newPassword: 'a better one than before',
    })
  expect(await problemIn(await change('wrong'))).toStrictEqual([403, 'The password is wrong.'])
  expect((await change(password)).status).toBe(200)
  const statuses = [await browser.ask('GET', '/api/me'), await other.ask('GET', '/api/me')]
  expect(statuses.map(({ status }) => status)).toStrictEqual([200, 401])
})

test('sessions are listed, and ended one by one, one’s own alone', async () => {
  const { app, ida: browser, join } = await peopleHost()
  const other = browserOn(app)
  await other.ask('POST', '/api/auth/sign-in/email', ida)
  const sessions = async () => {
    const answer = await browser.ask('GET', '/api/me/sessions')
    return ((await answer.json()) as { sessions: { id: string; isThis: boolean }[] }).sessions
  }
  const second = (await sessions()).find(({ isThis }) => !isThis)?.id ?? ''
  const vera = await join('Vera', 'admin')
  const statuses = [
    await vera.ask('DELETE', `/api/me/sessions/${second}`),
    await browser.ask('DELETE', `/api/me/sessions/${second}`),
    await other.ask('GET', '/api/me'),
  ]
  expect(statuses.map(({ status }) => status)).toStrictEqual([404, 204, 401])
  expect((await sessions()).map(({ isThis }) => isThis)).toStrictEqual([true])
})

test('people change their own name', async () => {
  const { ida: browser } = await peopleHost()
  await browser.ask('PATCH', '/api/me', { name: 'Ida Lund' })
  expect(await (await browser.ask('GET', '/api/me')).json()).toMatchObject({
    user: { name: 'Ida Lund' },
  })
})

test('a session that goes on for longer is set anew by whatever answers', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { ida: browser } = await peopleHost()
  vi.advanceTimersByTime(2 * 86_400_000)
  const answer = await browser.ask('GET', '/api/people')
  expect(answer.headers.getSetCookie()).toStrictEqual([
    expect.stringMatching(/^__Secure-cartograph\.session_token=.*Max-Age=604800.*HttpOnly/),
  ])
})
