import { expect, test } from 'vitest'
import { checkAccount } from './check.ts'
import { childKinds, listedKinds } from './kinds.ts'
import { refusal } from './testing/memory-stripe.ts'
import { testContext, type Given } from './testing/context.ts'

const account = {
  id: 'acct_1',
  object: 'account',
  country: 'SE',
  default_currency: 'sek',
  email: 'owner@example.org',
  settings: { dashboard: { display_name: 'Nordlys', timezone: 'Europe/Stockholm' } },
}
const nothing = { object: 'list', data: [], has_more: false }

/** An account whose key may read all but what is named here. */
function allBut(refused: Readonly<Record<string, () => Response>>): NonNullable<Given['answer']> {
  return (request) => {
    const { pathname } = new URL(request.url)
    return refused[pathname]?.() ?? Response.json(pathname === '/v1/account' ? account : nothing)
  }
}

const forbidden = (permission?: string) => () =>
  refusal(403, {
    message: `The provided key does not have the required permissions.${permission === undefined ? '' : ` Having the '${permission}' permission would allow this request to continue.`}`,
  })

test('the merchant recognises the account: name, country, currency, zone, and that it is a test', async () => {
  expect(await checkAccount(testContext({ answer: allBut({}) }))).toStrictEqual({
    account: {
      name: 'Nordlys (test)',
      country: 'SE',
      currency: 'SEK',
      timeZone: 'Europe/Stockholm',
    },
    problems: [],
  })
})

test('a live key says so', async () => {
  const context = testContext({ secretKey: 'sk_live_1', answer: allBut({}), streams: ['charges'] })
  expect((await checkAccount(context)).account.name).toBe('Nordlys (live)')
})

const streams = { ...listedKinds, ...childKinds }

function pathOf(kind: (typeof streams)[keyof typeof streams]): string {
  return 'of' in kind ? (kind.probe ?? listedKinds[kind.of].path) : kind.path
}

test.each(Object.keys(streams) as (keyof typeof streams)[])(
  'a key that may not read %s is told by its permission and where to set it',
  async (name) => {
    const kind = streams[name]
    const path = pathOf(kind)
    const context = testContext({
      answer: allBut({ [path]: forbidden('rak_x_read') }),
      streams: [name],
    })
    const { problems = [] } = await checkAccount(context)
    expect(problems.filter(({ part }) => part !== 'feed.events')).toStrictEqual([
      {
        severity: 'error',
        part: `streams.${name}`,
        fault: {
          $fault: 'v1',
          kind: 'permission',
          permission: 'rak_x_read',
          message: 'The key lacks the permission rak_x_read.',
          hint: `In Stripe: Developers, API keys: edit the restricted key, and set ${kind.permission.label} to Read. Or leave the stream out.`,
          request: { method: 'GET', route: path, status: 403, requestId: 'req_1' },
        },
      },
    ])
  },
)

test('a refusal that names no permission is given its usual name', async () => {
  const answer = allBut({ '/v1/subscriptions': forbidden() })
  const { problems } = await checkAccount(testContext({ answer, streams: ['subscriptions'] }))
  expect(problems?.[0]?.fault.permission).toBe('rak_subscription_read')
})

test('what Stripe does not give this account is a problem of that stream alone', async () => {
  const answer = allBut({
    '/v1/topups': () => refusal(400, { type: 'invalid_request_error', message: 'not available' }),
  })
  const { problems } = await checkAccount(testContext({ answer, streams: ['topups', 'charges'] }))
  expect(problems).toMatchObject([
    { severity: 'error', part: 'streams.topups', fault: { kind: 'contract' } },
  ])
})

test('without the events nothing new would be heard of, so the feed names what is missing', async () => {
  const answer = allBut({ '/v1/events': forbidden('rak_event_read') })
  const { problems } = await checkAccount(testContext({ answer, streams: ['charges'] }))
  expect(problems).toMatchObject([
    { severity: 'error', part: 'feed.events', fault: { permission: 'rak_event_read' } },
  ])
})

test('only enabled streams are tried', async () => {
  const sent: Request[] = []
  const answer = allBut({ '/v1/charges': forbidden() })
  const { problems } = await checkAccount(testContext({ answer, sent, streams: ['refunds'] }))
  expect(problems).toStrictEqual([])
  expect(sent.map(({ url }) => new URL(url).pathname)).toStrictEqual([
    '/v1/account',
    '/v1/refunds',
    '/v1/events',
  ])
})

test('a restricted key that may not read the account still works, and says what is not known', async () => {
  const answer = allBut({ '/v1/account': forbidden('rak_accounts_kyc_basic_read') })
  const report = await checkAccount(testContext({ answer, streams: ['charges'] }))
  expect(report).toMatchObject({
    account: { name: 'Stripe (test)' },
    problems: [{ severity: 'warning', fault: { kind: 'permission' } }],
  })
})

test.each([
  ['unknown', 401, { message: 'Invalid API Key provided' }, 'auth'],
  ['expired', 401, { code: 'api_key_expired', message: 'Expired' }, 'auth'],
  ['of another account', 403, { code: 'account_invalid', message: 'no access' }, 'config'],
])('a key that is %s stops the whole connection', async (_, status, error, kind) => {
  const answer = () => refusal(status, error)
  await expect(checkAccount(testContext({ answer }))).rejects.toMatchObject({ kind })
})
