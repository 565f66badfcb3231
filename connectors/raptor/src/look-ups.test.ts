import {
  startRaptor,
  type RaptorOptions,
  type SimulatedRaptor,
} from '@cartograph/simulators/raptor'
import { afterEach, expect, test } from 'vitest'
import { memberships } from './memberships.ts'
import { reaId } from './rea-ids.ts'
import { recommendations } from './recommendations.ts'
import { testContext } from './testing/context.ts'

let raptor: SimulatedRaptor
afterEach(() => raptor.close())

async function opened(options: RaptorOptions = {}): Promise<void> {
  raptor = await startRaptor(options)
  const { account } = raptor
  for (const [person, product] of [
    ['a@x.dk', 'm57500_Red'],
    ['a@x.dk', 'k100'],
    ['b@x.dk', 'm57500_Red'],
    ['b@x.dk', 'k100'],
    ['b@x.dk', 'k200'],
  ] as const)
    account.events.push({
      at: Date.UTC(2026, 2, 1, 19, 22, 10),
      endpoint: 'rsa',
      name: 'visit',
      values: { productId: product },
      coid: undefined,
      sid: undefined,
      person,
    })
  account.catalogue = [{ ProductId: 'k100', Navn: 'Socks', OnSalePrice: 39 }]
}

test('products that are seen with a product are recommended, with the columns of the feed', async () => {
  await opened()
  const context = testContext(raptor, { columns: { ProductName: 'Navn' } })
  expect(await recommendations.get(context, { product: 'm57500_Red', count: 2 })).toStrictEqual([
    { id: 'k100', priority: 1, ProductId: 'k100', ProductName: 'Socks', OnSalePrice: 39 },
    { id: 'k200', priority: 2 },
  ])
})

test('what a person has seen comes with its instant, and of nobody with nothing', async () => {
  await opened()
  const module = 'GetUserIdHistory'
  const history = (user: string) => recommendations.get(testContext(raptor), { module, user })
  expect(await history('a@x.dk')).toMatchObject([
    { id: 'm57500_Red', seenAt: '2026-03-01T19:22:10' },
    { id: 'k100' },
  ])
  expect(await history('nobody')).toStrictEqual([])
})

test('an account whose inputs are called otherwise, and which gives no columns, is understood', async () => {
  const unknowns = { moduleInputs: { product: 'Vare', user: 'Bruger' }, givesColumns: false }
  await opened({ unknowns })
  const context = testContext(raptor, { moduleInputs: { product: 'Vare' } })
  const asked = { product: 'm57500_Red', count: 1 }
  expect(await recommendations.get(context, asked)).toStrictEqual([{ id: 'k100', priority: 1 }])
})

test.each([
  ['another key', { apiKey: 'other-0123456789' }, {}, 'auth', '`apiKey`'],
  ['no key', { apiKey: undefined }, {}, 'config', '`apiKey`'],
  ['a module that is not there', { module: 'Nothing' }, {}, 'config', '`moduleInputs`'],
  ['an input that is missing', {}, { product: undefined }, 'config', '`moduleInputs`'],
])('%s is told with what to do, and without the key', async (_what, given, asked, kind, hint) => {
  await opened()
  const context = testContext(raptor, given)
  const found = await recommendations
    .get(context, { product: 'k100', ...asked })
    .then(String, (error: unknown) => error)
  expect(found).toMatchObject({ kind, hint: expect.stringContaining(hint) as string })
  expect(JSON.stringify(found)).not.toContain('0123456789')
})

const kindOf = async (given: object) =>
  recommendations
    .get(testContext(raptor, given), { product: 'k100' })
    .then(String, (error: { readonly kind: string }) => error.kind)

test('an unknown module that is answered otherwise, and another refusal of the key, are told alike', async () => {
  await opened({ unknowns: { unknownModule: 400, wrongKey: 403 } })
  expect([await kindOf({ module: 'Nothing' }), await kindOf({ apiKey: 'other' })]).toStrictEqual([
    'config',
    'permission',
  ])
})

test('the audiences of a person are told, with a key in whatever header', async () => {
  await opened({ unknowns: { cdpKeyHeader: 'x-cdp' } })
  raptor.admin.addAudience('5d822e81', 'Runners', ['anna@example.dk'])
  const context = testContext(raptor, { cdpKeyHeader: 'x-cdp' })
  const told = async (person: string) => memberships.get(context, { person })
  expect(await told('anna@example.dk')).toStrictEqual([{ id: '5d822e81', name: 'Runners' }])
  expect(await told('bo@example.dk')).toStrictEqual([])
})

test('an address has one id, and what is none has no answer', async () => {
  await opened()
  const context = testContext(raptor)
  const told = async (email: string) => reaId.get(context, { email })
  expect([await told('anna@example.dk'), await told('anna@example.dk')]).toStrictEqual([
    'rea1',
    'rea1',
  ])
  expect(await told('nobody')).toBeNull()
})
