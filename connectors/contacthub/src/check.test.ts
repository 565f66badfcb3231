import { startContacthub } from '@cartograph/simulators/contacthub'
import { faultIn } from '@cartograph/testkit/reading'
import { expect, onTestFinished, test } from 'vitest'
import { checkContacthub } from './check.ts'
import { discover } from './discover.ts'
import { prepare } from './prepare.ts'
import { settings } from './settings.ts'
import { settingsFor, testContext, type Given } from './testing/context.ts'

const elsewhere = 'b0000000-0000-4000-8000-000000000009'

async function opened() {
  const hub = await startContacthub({ extended: { tier: { type: 'string' } } })
  onTestFinished(() => hub.close())
  return hub
}

async function problemsOf(given: Given) {
  const { problems = [] } = await checkContacthub(testContext(await opened(), given))
  return problems.map(({ severity, part, fault }) => [severity, part, fault.message])
}

test('a workspace that works has no problems, and its base currency is that of the settings', async () => {
  const hub = await opened()
  expect(await checkContacthub(testContext(hub))).toStrictEqual({
    account: { name: `Contacthub, workspace ${hub.workspace.id}`, currency: 'EUR' },
  })
  expect(hub.asked).toStrictEqual(['GET /customers'])
})

test.each([
  ['token', { token: 'not-the-token' }, 'auth', /does not accept the token/],
  ['workspace', { workspaceId: elsewhere }, 'config', /does not know the workspace/],
  ['node', { nodeId: elsewhere }, 'config', /does not know the node/],
])('a wrong %s is named', async (_name, given, kind, message) => {
  const fault = await faultIn(checkContacthub(testContext(await opened(), given)))
  expect(fault).toMatchObject({ kind, message: expect.stringMatching(message) })
})

test('a source that only writes is told from one that reads', async () => {
  const hub = await opened()
  const { token } = hub.admin.addSource({ isTrusted: false })
  const fault = await faultIn(checkContacthub(testContext(hub, { token })))
  expect(fault).toMatchObject({
    kind: 'permission',
    hint: expect.stringMatching(/source: untrusted/),
  })
  const right = await checkContacthub(testContext(hub, { token, source: 'untrusted' }))
  expect(right.problems).toMatchObject([{ severity: 'warning', fault: { kind: 'permission' } }])
  const wrong = await checkContacthub(testContext(hub, { source: 'untrusted' }))
  expect(wrong.problems).toMatchObject([{ fault: { path: ['source'] } }])
})

test('a role that may not read updates stops the feed alone, with what to do', async () => {
  const hub = await opened()
  const { token } = hub.admin.addSource({ readsUpdates: false })
  const { problems } = await checkContacthub(testContext(hub, { token, readsUpdates: true }))
  expect(problems).toMatchObject([
    {
      severity: 'error',
      part: 'feed.updates',
      fault: { kind: 'permission', hint: expect.stringMatching(/PLATFORM_UPDATES/) },
    },
  ])
})

test('a property that the workspace does not have is named before anybody is refused', async () => {
  expect(
    await problemsOf({ extended: { tier: '$.extra.tier', shoe: '$.extra.shoe' } }),
  ).toStrictEqual([
    [
      'warning',
      'sinks.customers',
      'The property shoe of the workspace is not there, and customers with it would be refused.',
    ],
  ])
})

test('Contactsend without a subscription is pointed out', async () => {
  expect(await problemsOf({ profiles: ['contactsend'] })).toStrictEqual([
    ['warning', undefined, 'Contactsend reads subscriptions, and none is written.'],
  ])
  expect(await problemsOf({ profiles: ['contactsend'], newsletter: { id: 'n' } })).toStrictEqual([])
})

test('what the sister products read, how often and in which form is found, and what a person sets up is said', async () => {
  const hub = await opened()
  const context = testContext(hub, { profiles: ['contactsend', 'contactplan'] })
  const found = await discover(context)
  expect(found.extended).toStrictEqual([{ name: 'tier', type: 'string', isEnabled: true }])
  expect(found.profiles.map(({ product, often }) => [product, often])).toStrictEqual([
    ['Contactsend', 'near real time: a change is taken over as it is written'],
    ['Contactplan', 'once a day'],
  ])
  expect((await prepare(context)).map(({ state }) => state)).toStrictEqual(['byHand', 'byHand'])
  expect(hub.asked).toStrictEqual(['GET /configuration/properties/extended'])
})

test.each([
  ['a currency in words', { currency: 'euro' }],
  ['a node that is no id', { nodeId: 'main' }],
  ['an address without encryption', { apiBase: 'http://api.example' }],
  ['a property with a point', { extended: { 'a.b': '$.extra.a' } }],
  ['a value that is no path', { extended: { tier: 'gold' } }],
])('%s is refused', async (_name, more) => {
  const config = settingsFor(await opened())
  expect(settings.safeParse({ ...config, ...more }).success).toBe(false)
})
