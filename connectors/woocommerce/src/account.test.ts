import { faultIn } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { generalSettings, shopCurrency } from './account.ts'
import { testContext } from './testing/context.ts'

// Over https nothing is asked before a request is signed.
const overHttps = { url: 'https://shop.example' }

const answering = (status: number, body: string) => () =>
  new Response(body, { status, headers: { 'content-type': 'application/json' } })

test('settings that a key may not see are none', async () => {
  const context = testContext(overHttps, { answer: answering(403, '{"code":"rest_forbidden"}') })
  expect([...(await generalSettings(context))]).toStrictEqual([])
})

test('a shop that is down is not taken for one without settings', async () => {
  const context = testContext(overHttps, { answer: answering(500, '{"code":"internal"}') })
  expect((await faultIn(generalSettings(context))).kind).toBe('transient')
})

test('a currency that could not be asked for is asked for again, and not remembered as unknown', async () => {
  const answers = [answering(500, '{"code":"internal"}'), answering(200, '{"code":"DKK"}')]
  const context = testContext(overHttps, { answer: () => answers.shift()?.() ?? Response.error() })
  expect((await faultIn(shopCurrency(context))).kind).toBe('transient')
  expect(await shopCurrency(context)).toBe('DKK')
})
