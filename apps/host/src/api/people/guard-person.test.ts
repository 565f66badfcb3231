import { expect, test } from 'vitest'
import { browserOn, origin, peopleHost, problemIn } from './testing/browser.ts'

test('whoever lacks a permission is told which, and as what they are here', async () => {
  const { join } = await peopleHost()
  const vera = await join('Vera', 'viewer')
  expect(await problemIn(await vera.ask('POST', '/api/connections/shop/sync'))).toStrictEqual([
    403,
    'Your role here, viewer, does not cover this: runs:start is needed.',
  ])
})

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'https://data.example:8443' }],
  ['the public name without TLS', { origin: 'http://data.example' }],
  ['a page that hides where it is from', { origin: 'null' }],
  ['a site beside ours', { origin: '', 'sec-fetch-site': 'same-site' }],
  ['nobody knows where', { origin: '' }],
])('a change that comes from %s is refused, and changes nothing', async (_, headers) => {
  const { ida } = await peopleHost()
  const wish = { email: 'per@example.com', role: 'owner' }
  const answer = await ida.ask('POST', '/api/people/invitations', wish, headers)
  const people = (await (await ida.ask('GET', '/api/people')).json()) as { invitations: unknown[] }
  expect([answer.status, people.invitations]).toStrictEqual([403, []])
})

test.each([
  ['its origin', { origin }],
  ['its site, where no origin is sent', { origin: '', 'sec-fetch-site': 'same-origin' }],
])('a change of a page of the host is known by %s', async (_, headers) => {
  const { ida } = await peopleHost()
  const wish = { email: 'per@example.com', role: 'viewer' }
  expect((await ida.ask('POST', '/api/people/invitations', wish, headers)).status).toBe(201)
})

test('nobody is signed in by a page of another site', async () => {
  const { app } = await peopleHost()
  const wish = { email: 'ida@example.com', password: 'correct horse battery' }
  const answer = await browserOn(app).ask('POST', '/api/auth/sign-in/email', wish, {
    origin: 'https://evil.example',
  })
  expect([answer.status, answer.headers.getSetCookie()]).toStrictEqual([403, []])
})

test('an organisation that is not one’s own is one that is not there', async () => {
  const { ida } = await peopleHost()
  const asked = (name: string) => ida.ask('GET', '/api/me', undefined, { 'x-organisation': name })
  expect([(await asked('nordlys')).status, await problemIn(await asked('sydlys'))]).toStrictEqual([
    200,
    [404, 'There is no such organisation among yours.'],
  ])
})

test('a session that was ended is refused, and so is one that was made up', async () => {
  const { app, ida } = await peopleHost()
  const cookie = ida.cookie()
  await ida.ask('POST', '/api/auth/sign-out')
  const forged = '__Secure-cartograph.session_token=abc.def'
  const answers = await Promise.all(
    [cookie, forged].map(async (each) =>
      problemIn(await browserOn(app, each).ask('GET', '/api/me')),
    ),
  )
  expect(answers).toStrictEqual([
    [401, 'Nobody is signed in by this session any more.'],
    [401, 'Nobody is signed in by this session any more.'],
  ])
})

test('what somebody does is in the audit log under their name, which goes with them', async () => {
  const { ida, join, ...host } = await peopleHost()
  const vera = await join('Vera', 'admin')
  await vera.ask('POST', '/api/tokens', { name: 'crm', permissions: ['runs:read'] })
  const who = async () => {
    const { entries } = (await (await host.call('/api/audit')).json()) as {
      readonly entries: readonly { readonly action: string; readonly actor: object }[]
    }
    return entries.find(({ action }) => action === 'token.issue')?.actor
  }
  expect(await who()).toMatchObject({ kind: 'user', name: 'Vera' })
  expect((await ida.ask('DELETE', '/api/people/vera@example.com')).status).toBe(204)
  expect(await who()).toMatchObject({ kind: 'user', name: null })
  expect((await vera.ask('GET', '/api/me')).status).toBe(401)
})

test('a token is nobody who is signed in', async () => {
  const host = await peopleHost()
  expect(await problemIn(await host.call('/api/me/sessions'))).toStrictEqual([
    403,
    'This is for people who are signed in, and a token is nobody.',
  ])
})
