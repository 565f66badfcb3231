import { expect, test } from 'vitest'
import { offerSetup } from '../../people/index.ts'
import { scriptedHost, type ScriptedHost } from '../../testing/scripted-host.ts'
import { browserOn, password, problemIn } from './testing/browser.ts'

const dayMs = 86_400_000
const first = { name: 'Ida', email: 'ida@example.com', password }

async function codeOf({ installation }: ScriptedHost, now = Date.now()): Promise<string> {
  return (await offerSetup(installation.store, now)) ?? ''
}

test('the first user is made with the code, is an owner, and is signed in', async () => {
  const host = await scriptedHost({ connections: [] })
  const browser = browserOn(host.app)
  const before = await browser.ask('GET', '/api/setup')
  const made = await browser.ask('POST', '/api/setup', { ...first, code: await codeOf(host) })
  const after = await browser.ask('GET', '/api/setup')
  expect([await before.json(), made.status, await after.json()]).toStrictEqual([
    { needed: true, service: null, mailsLinks: false, support: null },
    201,
    { needed: false, service: null, mailsLinks: false, support: null },
  ])
  const me = await browser.ask('GET', '/api/me')
  expect(await me.json()).toStrictEqual({
    user: {
      id: expect.any(String) as string,
      name: 'Ida',
      email: 'ida@example.com',
      twoFactor: false,
    },
    organisations: [{ id: 'nordlys', name: 'nordlys', role: 'owner' }],
    organisation: 'nordlys',
    permissions: ['admin'],
    runsInstallation: false,
    firstRun: false,
  })
})

test('whoever cannot come in is told whom to ask', async () => {
  const host = await scriptedHost({ connections: [], host: { support: 'help@shop.example' } })
  const answer = await browserOn(host.app).ask('GET', '/api/setup')
  expect(await answer.json()).toMatchObject({ support: 'help@shop.example' })
})

test('a code is good once, however it is typed, and offered to nobody afterwards', async () => {
  const host = await scriptedHost({ connections: [] })
  const browser = browserOn(host.app)
  const code = await codeOf(host)
  const typed = code.toLowerCase().replaceAll('-', ' ')
  const answers = [
    await browser.ask('POST', '/api/setup', { ...first, code: typed }),
    await browser.ask('POST', '/api/setup', { ...first, email: 'per@example.com', code }),
  ]
  expect(answers.map(({ status }) => status)).toStrictEqual([201, 409])
  expect(await offerSetup(host.installation.store, Date.now())).toBeUndefined()
})

test('of two who come with a code at once, one is the first', async () => {
  const host = await scriptedHost({ connections: [] })
  const code = await codeOf(host)
  const answers = await Promise.all(
    ['ida', 'per'].map((name) =>
      browserOn(host.app).ask('POST', '/api/setup', {
        ...first,
        email: `${name}@example.com`,
        code,
      }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toStrictEqual([201, 409])
})

test.each([
  ['that was made up', () => 'AAAAA-BBBBB-CCCCC-DDDDD', 0],
  ['that is empty', () => '', 0],
  ['of yesterday', (code: string) => code, dayMs],
])('a code %s is not good', async (_, given, laterMs) => {
  const start = Date.now()
  let now = start
  const host = await scriptedHost({ connections: [], now: () => now })
  const code = given(await codeOf(host, start))
  now += laterMs
  const answer = await browserOn(host.app).ask('POST', '/api/setup', { ...first, code })
  expect(await problemIn(answer)).toStrictEqual([403, 'This code is not good.'])
})

test('too many wrong codes end the right one, until the host starts again', async () => {
  let now = Date.now()
  const host = await scriptedHost({ connections: [], now: () => now })
  const code = await codeOf(host, now)
  const browser = browserOn(host.app)
  for (let tries = 0; tries < 20; tries += 1)
    await browser.ask('POST', '/api/setup', { ...first, code: `wrong ${tries}` })
  now += 60_000
  const old = await browser.ask('POST', '/api/setup', { ...first, code })
  const fresh = await browser.ask('POST', '/api/setup', { ...first, code: await codeOf(host, now) })
  expect([old.status, fresh.status]).toStrictEqual([403, 201])
})

test('whoever tries code after code is told to wait', async () => {
  const host = await scriptedHost({ connections: [], now: () => 0 })
  const browser = browserOn(host.app)
  const statuses: number[] = []
  for (let tries = 0; tries < 31; tries += 1)
    statuses.push((await browser.ask('POST', '/api/setup', { ...first, code: 'x' })).status)
  expect(statuses.slice(-2)).toStrictEqual([403, 429])
})

test('a code is nowhere in the store, the log or the audit log', async () => {
  const host = await scriptedHost({ connections: [] })
  const code = await codeOf(host)
  await browserOn(host.app).ask('POST', '/api/setup', { ...first, code })
  const audit = await (await host.call('/api/audit')).text()
  expect(audit).toContain('people.setup')
  expect(audit + JSON.stringify(host.lines)).not.toContain(code)
})

test.each([
  [{ password: 'elevenchars' }, 'password'],
  [{ email: 'ida' }, 'email'],
  [{ name: ' ' }, 'name'],
])('%j is refused with the place that does not fit', async (wrong, place) => {
  const host = await scriptedHost({ connections: [] })
  const code = await codeOf(host)
  const answer = await browserOn(host.app).ask('POST', '/api/setup', { ...first, code, ...wrong })
  expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ path: place }] }])
})

test('a host without users knows tokens alone', async () => {
  const host = await scriptedHost({ connections: [] })
  const sign = await browserOn(host.app).ask('POST', '/api/auth/sign-in/email', {
    email: 'ida@example.com',
    password,
  })
  expect(await problemIn(sign)).toStrictEqual([409, 'Nobody has an account here yet.'])
  const me = await host.call('/api/me')
  expect(await me.json()).toStrictEqual({
    user: null,
    organisations: [],
    organisation: 'nordlys',
    permissions: ['admin'],
    runsInstallation: false,
    firstRun: false,
  })
})
