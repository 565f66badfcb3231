import { expect, test } from 'vitest'
import { checkShop } from './check.ts'
import { check, https, isApi, refusal, shopAnswering, site } from './testing/answering-shop.ts'
import { testContext } from './testing/context.ts'
import { recorded } from './testing/fixture.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

test('tells its name, zone, currency and country', async () => {
  expect(await check()).toStrictEqual({
    account: {
      name: 'Nordlys Teststore',
      timeZone: 'Europe/Copenhagen',
      currency: 'DKK',
      country: 'DK',
    },
    problems: [],
  })
})

test('a simulated one passes over http', async () => {
  const { settings } = await simulatedShop()
  const report = await checkShop(testContext(settings))
  expect(report.account).toMatchObject({ timeZone: 'Europe/Copenhagen', currency: 'DKK' })
})

test('a fixed offset is a time zone too, with a warning', async () => {
  const report = await check((url) =>
    isApi(url)
      ? undefined
      : Response.json({ ...site, home: https.url, timezone_string: '', gmt_offset: 5.5 }),
  )
  expect(report.account.timeZone).toBe('+05:30')
  expect(report.problems?.[0]?.fault.message).toMatch(/fixed offset/)
})

test('nothing is changed in the shop', async () => {
  const context = testContext(https, { answer: shopAnswering() })
  await checkShop(context)
  expect(new Set(context.requests.map(({ method }) => method))).toStrictEqual(new Set(['GET']))
})

test('one that may not be read stops no other', async () => {
  const report = await check((url) =>
    url.pathname.endsWith('/customers') ? refusal(403, 'woocommerce_rest_cannot_view') : undefined,
  )
  expect(report.problems?.map(({ part, severity }) => [part, severity])).toStrictEqual([
    ['streams.customers', 'error'],
  ])
})

test('what an older shop lacks is a warning, and what is read in another way says so', async () => {
  const report = await check((url) =>
    /\/(brands|variations|refunds)$/.test(url.pathname) ? refusal(404, 'rest_no_route') : undefined,
  )
  expect(report.problems?.map(({ part, severity }) => [part, severity])).toStrictEqual([
    ['streams.refunds', 'warning'],
    ['streams.variations', 'warning'],
    ['streams.brands', 'warning'],
  ])
  expect(report.problems?.[0]?.fault.message).toMatch(/one parent after the other/)
})

test('a currency that may not be seen is asked for elsewhere, and else is a warning', async () => {
  const hidden = refusal(403, 'woocommerce_rest_cannot_view')
  const elsewhere = await check((url) => {
    if (url.pathname.endsWith('/settings/general')) return hidden.clone()
    return url.pathname.endsWith('/currencies/current') ? Response.json({ code: 'SEK' }) : undefined
  })
  expect(elsewhere.account.currency).toBe('SEK')
  const nowhere = await check((url) =>
    /general$|current$/.test(url.pathname) ? hidden.clone() : undefined,
  )
  expect(nowhere.problems?.[0]?.fault.message).toMatch(/may not see the currency/)
})

test('a status in the settings that the shop does not have', async () => {
  const settings = { ...https, statuses: ['completed', 'shiped', 'trash'] }
  const report = await check(
    (url) =>
      url.pathname.endsWith('/orders/statuses')
        ? Response.json(recorded('order-statuses'))
        : undefined,
    settings,
  )
  expect(report.problems).toMatchObject([
    {
      severity: 'error',
      part: 'streams.orders',
      fault: { message: 'The shop has no order status shiped.', path: ['statuses'] },
    },
  ])
})
