import { expect, test } from 'vitest'
import { defaultPeople } from '../../config/index.ts'
import { browserOn, peopleHost, problemIn } from './testing/browser.ts'
import { loginService } from './testing/login-service.ts'

const ida = { sub: 'u-1', email: 'ida@example.com', email_verified: true, name: 'Ida at work' }

async function hostWithService() {
  const service = await loginService('cartograph')
  const settings = { issuer: service.issuer, clientId: 'cartograph', clientSecret: 's3cret' }
  const people = { ...defaultPeople, service: { ...settings, name: 'Shop login' } }
  const host = await peopleHost({ configuration: { people } })
  return { service, browser: browserOn(host.app), ...host }
}

async function begin({ browser }: Awaited<ReturnType<typeof hostWithService>>): Promise<string> {
  const answer = await browser.ask('POST', '/api/auth/sign-in/social')
  return ((await answer.json()) as { readonly url: string }).url
}

test('a member signs in by a service that has verified the address', async () => {
  const host = await hostWithService()
  const { browser, service } = host
  const url = new URL(await begin(host))
  expect([url.origin, url.searchParams.get('redirect_uri')]).toStrictEqual([
    service.issuer,
    'https://data.example/api/auth/callback/oidc',
  ])
  const back = await browser.ask('GET', service.comeBack(url.href, ida))
  expect([back.status, back.headers.get('location')]).toStrictEqual([302, '/'])
  expect(await (await browser.ask('GET', '/api/me')).json()).toMatchObject({
    user: { name: 'Ida', email: 'ida@example.com' },
    permissions: ['admin'],
  })
  const { entries } = (await (await host.call('/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string; readonly actor: object }[]
  }
  expect(entries[0]).toMatchObject({ action: 'session.begin', actor: { name: 'Ida' } })
})

test.each([
  ['whom nobody invited', { ...ida, sub: 'u-2', email: 'eve@example.com' }],
  ['whose address was not verified', { ...ida, email_verified: false }],
])('somebody %s is not let in', async (_, person) => {
  const host = await hostWithService()
  const back = await host.browser.ask('GET', host.service.comeBack(await begin(host), person))
  expect(back.headers.get('location')).toContain('error=')
  expect((await host.browser.ask('GET', '/api/me')).status).toBe(401)
})

test('what a key has signed that the service does not publish is not believed', async () => {
  const host = await hostWithService()
  host.service.lie()
  const back = await host.browser.ask('GET', host.service.comeBack(await begin(host), ida))
  expect(back.headers.get('location')).toContain('error=')
  expect((await host.browser.ask('GET', '/api/me')).status).toBe(401)
})

test('a sign-in that another browser began is not ended in this one', async () => {
  const host = await hostWithService()
  const path = host.service.comeBack(await begin(host), ida)
  const other = browserOn(host.app)
  const back = await other.ask('GET', path)
  expect(back.headers.get('location')).toContain('error=')
  expect((await other.ask('GET', '/api/me')).status).toBe(401)
})

test('without a service there is none to sign in by', async () => {
  const { app } = await peopleHost()
  const browser = browserOn(app)
  const answers = [
    await browser.ask('POST', '/api/auth/sign-in/social'),
    await browser.ask('GET', '/api/auth/callback/oidc?code=a&state=b'),
  ]
  expect(await Promise.all(answers.map(problemIn))).toStrictEqual([
    [404, 'There is no other service to sign in by.'],
    [404, 'There is no other service to sign in by.'],
  ])
})

test('the page is told by which name the service is known', async () => {
  const { browser } = await hostWithService()
  expect(await (await browser.ask('GET', '/api/setup')).json()).toMatchObject({
    service: 'Shop login',
  })
})
