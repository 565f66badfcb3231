import { expect, test } from 'vitest'
import { fieldsIn, named, rowsIn } from '../testing/studio-answers.ts'
import { ledgerOctober as euros, ledgerStudio, studioWorld } from '../testing/studio-world.ts'

test.each([
  ['a field that is none', { fields: named('net_sale') }, 'choose Refresh fields'],
  ['a pair that does not fit', { fields: named('disputes', 'country') }, 'cannot be parted by'],
  ['a week beside a month', { fields: named('week', 'month', 'orders') }, 'put in day'],
  ['a store that is gone', { configParams: { currency: 'EUR', stores: 'shop:x' } }, '"shop:x"'],
  ['no currency', { configParams: {} }, 'No currency was chosen'],
  [
    'a thousand years',
    { dateRange: { startDate: '1500-01-01', endDate: '2500-01-01' } },
    'longer than fifty years',
  ],
])('%s is told in the place of the chart', async (_, wrong, words) => {
  const { studio } = await ledgerStudio()
  const answer = await studio.data({ ...euros, fields: named('orders'), ...wrong })
  expect(answer).toStrictEqual({ userError: expect.stringContaining(words) })
})

test('a key that was taken back is told, and asked for anew', async () => {
  const { studio, revokeKey, key, path } = await ledgerStudio()
  expect(await studio.isConnected()).toBe(true)
  await revokeKey()
  expect(await studio.isConnected()).toBe(false)
  const answer = await studio.data({ ...euros, fields: named('orders') })
  const text = 'userError' in answer ? answer.userError : ''
  expect(text).toContain('https://data.example refuses the key.')
  expect([text.includes(key), text.includes(path)]).toStrictEqual([false, false])
  expect(await studio.connect(path, key)).toBe('INVALID_CREDENTIALS')
})

test.each([
  ['a host that is down', { kind: 'status', status: 503 }, 'cannot answer at the moment (503)'],
  ['a mistake of the host', { kind: 'status', status: 500 }, 'cannot answer at the moment (500)'],
  ['a host that is slow', { kind: 'timeout' }, 'did not answer in time'],
  ['a host that nobody finds', { kind: 'address' }, 'could not be reached'],
  ['a login page', { kind: 'status', status: 200, text: '<html>' }, 'login page'],
  ['a redirect', { kind: 'status', status: 302 }, 'leads elsewhere (302)'],
] as const)('%s is told in plain words', async (_, mishap, words) => {
  const { studio, script } = await ledgerStudio()
  script.next(mishap, mishap, mishap)
  const answer = await studio.data({ ...euros, fields: named('orders') })
  expect(answer).toStrictEqual({ userError: expect.stringContaining(words) })
  expect(await studio.isConnected()).toBe(true)
})

test('what passes by itself is tried again, and nobody hears of it', async () => {
  const { studio, script } = await ledgerStudio()
  script.next({ kind: 'address' }, { kind: 'status', status: 502 })
  expect(rowsIn(await studio.data({ ...euros, fields: named('orders') }))).toStrictEqual([['8']])
})

test('schema and configuration are kept for five minutes, data never', async () => {
  const { studio, script } = await ledgerStudio()
  const asked = () => script.fetches.length
  await studio.schema(euros.configParams)
  const once = asked()
  await studio.schema(euros.configParams)
  expect(asked()).toBe(once)
  await script.pass(301_000)
  await studio.schema(euros.configParams)
  expect(asked()).toBe(once + 1)
  await studio.data({ ...euros, fields: named('orders') })
  await studio.data({ ...euros, fields: named('orders') })
  expect(asked()).toBe(once + 3)
})

test('nothing but a good key with the address of a surface connects, and a broken connection is told', async () => {
  const { studio, path, key, host } = await studioWorld()
  const tried = [
    [path.replace('https:', 'http:'), key],
    ['https://data.example', key],
    [path, 'cartograph_another'],
    [`${path}?a=1`, key],
    [path, ''],
  ] as const
  for (const [address, token] of tried)
    expect(await studio.connect(address, token)).toBe('INVALID_CREDENTIALS')
  const bound = await host.call('/api/tokens', {
    method: 'POST',
    body: JSON.stringify({ name: 'bound', permissions: ['surfaces:call'], nodes: ['north'] }),
  })
  const { secret = 'none' } = (await bound.json()) as { readonly secret?: string }
  expect(await studio.connect(path, secret)).toBe('INVALID_CREDENTIALS')
  expect(await studio.schema({})).toStrictEqual({
    userError: expect.stringContaining('is not connected to Cartograph'),
  })
  expect(await studio.connect(` ${path}/ `, key)).toBe('NONE')
  await studio.disconnect()
  expect(await studio.isConnected()).toBe(false)
})

test('a currency that Data Studio has no type for is a plain number, and the configuration says so', async () => {
  const { studio } = await ledgerStudio()
  const configured = await studio.configure({ currency: 'TND' })
  expect(JSON.stringify(configured)).toContain('Data Studio has no type for TND')
  const fields = fieldsIn(await studio.schema({ currency: 'TND' }))
  expect(fields.find(({ name }) => name === 'net_sales')?.semantics.semanticType).toBe('NUMBER')
})
