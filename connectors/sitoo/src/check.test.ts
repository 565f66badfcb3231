import { faultIn } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { checkAccount } from './check.ts'
import { testContext } from './testing/context.ts'
import { simulatedAccount } from './testing/simulated-account.ts'

test('an account that works is named, with its zone and its currency', async () => {
  const { contextWith } = await simulatedAccount()
  expect(await checkAccount(contextWith({ till: { country: 'SE' } }))).toStrictEqual({
    account: {
      name: 'Sitoo account 1500, site 1',
      currency: 'SEK',
      timeZone: 'Europe/Stockholm',
    },
    problems: [],
  })
})

test('one request at a time is made', async () => {
  const { sitoo, contextWith } = await simulatedAccount()
  await checkAccount(contextWith())
  expect(sitoo.mostAtOnce()).toBe(1)
})

test('a site that the account does not have is named', async () => {
  const { contextWith } = await simulatedAccount()
  const { kind, message } = await faultIn(checkAccount(contextWith({ eshopId: 4 })))
  expect([kind, message]).toStrictEqual([
    'config',
    'The account 1500 has no site 4, or the base URL is that of another location.',
  ])
})

test('a key of another account is told from one that is wrong', async () => {
  const { contextWith } = await simulatedAccount()
  const other = await faultIn(checkAccount(contextWith({ apiId: '1600-7' })))
  const wrong = await faultIn(checkAccount(contextWith({ password: 'no' })))
  expect([other.message, wrong.message]).toStrictEqual([
    'The API ID 1600-7 looks like one of another account than 1500.',
    'Sitoo refuses the API ID or the password (401).',
  ])
})

test('what the key may not read is a problem of its stream alone', async () => {
  const context = testContext(
    {},
    {
      answer: ({ url }) =>
        url.includes('/users.json')
          ? Response.json({ statuscode: 403, errortext: 'Not permitted' }, { status: 403 })
          : Response.json({ totalcount: 0, items: [], currencycode: 'SEK' }),
    },
  )
  const { problems } = await checkAccount(context)
  expect(
    problems?.map(({ severity, part, fault: { kind } }) => [severity, part, kind]),
  ).toStrictEqual([['error', 'streams.users', 'permission']])
})

test('a form without an editable e-mail address or number is an error, and one that requires both a warning', async () => {
  const { contextWith } = await simulatedAccount()
  const { problems } = await checkAccount(
    contextWith({
      till: {
        country: 'SE',
        register: { email: 'shown', name: 'editable' },
        update: { email: 'required', phone: 'required' },
      },
    }),
  )
  expect(
    problems?.map(({ severity, part, fault: { path } }) => [severity, part, path]),
  ).toStrictEqual([
    ['error', 'surfaces.till', ['till', 'register']],
    ['warning', 'surfaces.till', ['till', 'update']],
  ])
})

test('tills without a country are warned of, because numbers are typed without one', async () => {
  const { contextWith } = await simulatedAccount()
  const { problems } = await checkAccount(contextWith({ till: {} }))
  expect(problems?.map(({ severity, fault: { path } }) => [severity, path])).toStrictEqual([
    ['warning', ['till', 'country']],
  ])
})
