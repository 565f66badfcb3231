import { faultIn } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { ask, askAll, askPage, orHidden } from './client.ts'
import { testContext } from './testing/context.ts'
import { simulatedAccount } from './testing/simulated-account.ts'

test('the site stands in the path by its number, and a base URL may end in v2', async () => {
  const context = testContext(
    { baseUrl: 'http://127.0.0.1:8099/v2', eshopId: 3 },
    { answer: () => Response.json({}) },
  )
  await ask(context, { path: 'S/settings', query: { fields: 'a,b' } })
  expect(context.requests.map(({ url }) => url)).toStrictEqual([
    'http://127.0.0.1:8099/v2/accounts/1500/sites/3/settings.json?fields=a%2Cb',
  ])
})

test('a list that comes in small pieces is read whole', async () => {
  const { contextWith } = await simulatedAccount({ unknowns: { mostRows: 1 } })
  expect((await askAll(contextWith(), { path: 'S/warehouses' })).length).toBe(2)
})

test.each([
  ['half an answer', { kind: 'truncated' }, 'contract'],
  ['a page for people', { kind: 'page' }, 'contract'],
  ['an internal error', { kind: 'status', status: 500 }, 'transient'],
  ['too many connections', { kind: 'status', status: 429, retryAfter: 4 }, 'rateLimit'],
] as const)('%s is a fault', async (_what, mishap, kind) => {
  const { sitoo, contextWith } = await simulatedAccount()
  sitoo.next(mishap)
  const found = await faultIn(askPage(contextWith(), { path: 'S/users' }, 0))
  expect([found.kind, found.retryAfterMs]).toStrictEqual([
    kind,
    kind === 'rateLimit' ? 4_000 : undefined,
  ])
})

test('an answer of another form is told by its field', async () => {
  const context = testContext({}, { answer: () => Response.json({ items: [] }) })
  const { kind, message } = await faultIn(askPage(context, { path: 'orders' }, 0))
  expect([kind, message.includes('totalcount')]).toStrictEqual(['contract', true])
})

async function toldOf(errortext: string): Promise<string> {
  const answer = () => Response.json({ statuscode: 400, errortext }, { status: 400 })
  return (await faultIn(ask(testContext({}, { answer }), { path: 'S/users' }))).message
}

test('what is told of a refusal names fields, and no address of anybody', async () => {
  expect([
    await toldOf('Invalid value in barcodealiases (Not string)'),
    await toldOf('User maja@example.com exists'),
  ]).toStrictEqual([
    'Sitoo refuses the request (400: Invalid value in barcodealiases (Not string)).',
    'Sitoo refuses the request (400).',
  ])
})

function askedOf(status: number): Promise<unknown> {
  const context = testContext({}, { answer: () => new Response(null, { status }) })
  return orHidden(ask(context, { path: 'S/settings' }), 'nothing')
}

test('what the key may not see has a stand-in, and an outage has none', async () => {
  expect(await askedOf(403)).toBe('nothing')
  expect((await faultIn(askedOf(500))).kind).toBe('transient')
})
