import {
  startRaptor,
  type RaptorOptions,
  type SimulatedRaptor,
} from '@cartograph/simulators/raptor'
import { conformance } from '@cartograph/testkit'
import { raptor } from './index.ts'
import { settingsFor, streamIds } from './testing/context.ts'
import { basketOf, coid, purchaseOf, visitOf } from './testing/items.ts'

const start = Date.UTC(2026, 2, 2, 9, 0)
const many = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_none, index) => make(index))

const product = (index: number) => ({
  ProductId: `k${index}`,
  MasterId: 'k',
  ProductName: `Socks ${index} ü`,
  Description: 'Warm & soft.',
  CategoryPath: '400#running',
  BrandId: 'Own',
  OriginalPrice: '49.00',
  OnSalePrice: '39.00',
  Currency: 'DKK',
  ImageUrl: 'https://shop.example/img/k.jpg',
  ProductUrl: 'https://shop.example/p/k',
  InStock: true,
})
const person = (index: number) => ({ Email: `customer${index}@shop.example`, FirstName: 'Åsa' })
const line = (index: number) => ({
  RowId: `shop:${index}/1`,
  Email: 'anna@example.dk',
  OrderId: String(index),
  OrderDate: '2026-03-02T09:00:00.000Z',
  ProductId: 'k100',
  Subtotal: '98.00',
})

const eventsOf = ({ account }: SimulatedRaptor, name: string, endpoint = 'rsa') =>
  account.events.filter((event) => event.name === name && event.endpoint === endpoint)

/** The baskets that the account knows, by their ids. */
const basketsOf = (account: SimulatedRaptor) => [
  ...new Set(eventsOf(account, 'basket').map(({ values }) => values['basketId'])),
]

const simulator = (options: RaptorOptions, more: object = {}) => ({
  start: async () => {
    let now = start
    const account = await startRaptor({ now: () => now, ...options })
    const { admin } = account
    admin.addStream(streamIds.products, { kind: 'Catalog' })
    admin.addStream(streamIds.persons, { kind: 'Person' })
    admin.addStream(streamIds.orderLines, { kind: 'Interaction' })
    const rows = (id: string) => account.account.streams.get(id)?.rows ?? []
    const tell = (query: string) =>
      fetch(`${account.addresses.tracking}/${account.customerId}.rsa?${query}`)
    const knownPersons = ['anna@example.dk', 'bo@example.dk']
    admin.addAudience('5d822e81', 'Runners', [])
    for (let change = 0; change < 5; change += 1)
      admin.moveIn('5d822e81', 'bo@example.dk', change % 2 === 0 ? 'entered' : 'left')
    for (const email of knownPersons)
      account.account.streams.get(streamIds.persons)?.rows.push({ Email: email })
    const purchases = (endpoint: string) => ({
      items: (count: number) => many(count, (index) => purchaseOf({ key: `o${index}/1` })),
      stored: () => eventsOf(account, 'buy', endpoint),
    })
    const { key: _key, at: _at, ...seen } = visitOf()
    return {
      settings: { ...settingsFor(account), ...more },
      now: () => now,
      pass: (ms: number) => {
        now += ms
        admin.settle()
      },
      streams: {
        triggers: { empty: 'Raptor keeps no triggers that could be listed' },
        audienceChanges: {
          empty: 'Raptor lists no changes, it tells those after a number',
          update: () => {
            for (let change = 0; change < 5; change += 1)
              admin.moveIn('5d822e81', 'bo@example.dk', change % 2 === 0 ? 'left' : 'entered')
            return '5d822e81'
          },
        },
      },
      sinks: {
        events: {
          items: (count: number) => many(count, (index) => visitOf({ key: `e${index}` })),
          stored: () => eventsOf(account, 'visit'),
        },
        baskets: {
          items: (count: number) =>
            many(count, (index) => basketOf({ key: `b${index}`, basketId: `b${index}` })),
          stored: () => basketsOf(account),
        },
        purchases: purchases('rsa'),
        offlinePurchases: purchases('stream'),
        products: {
          items: (count: number) => many(count, product),
          stored: () => rows(streamIds.products),
        },
        persons: {
          items: (count: number) => many(count, person),
          stored: () => rows(streamIds.persons),
        },
        orderLines: {
          items: (count: number) => many(count, line),
          stored: () => rows(streamIds.orderLines),
        },
      },
      served: { catalogue: { items: (count: number) => many(count, product) } },
      actions: {
        track: {
          input: { key: 'automation 1', at: '2026-03-02T09:00:00.000Z', ...seen },
          stored: () => eventsOf(account, 'visit'),
        },
      },
      webhook: {
        deliver: async ({ url }: { readonly url: string }) => {
          admin.sendTriggersTo(url)
          const coding = options.unknowns?.onlineUserId ?? 'base64'
          const anna = coding === 'plain' ? 'anna@example.dk' : 'YW5uYUBleGFtcGxlLmRr'
          await tell(`p1=basket&p10=k100&p11=bk-1&coid=${coid}&ruid=${anna}`)
          now += 3_600_000
          await admin.fireTriggers()
        },
      },
      erasure: {
        person: { email: 'anna@example.dk' },
        traces: ['anna@example.dk'],
        others: ['bo@example.dk'],
        stored: () => [rows(streamIds.persons), account.account.events],
      },
      stop: () => account.close(),
    }
  },
})

const unsigned = 'Raptor signs nothing: the key in a header is the secret'
const except = { 'webhook.altered': unsigned, 'webhook.rewritten': unsigned }

conformance(raptor, {
  package: new URL('../', import.meta.url),
  simulator: simulator({}),
  except,
})

conformance(raptor, {
  name: 'Raptor, where everything unknown is otherwise than assumed',
  simulator: simulator(
    {
      positions: { favorites: 60, basketContent: 61 },
      unknowns: {
        trackingAnswer: 'text',
        basketSeparator: '|',
        onlineUserId: 'plain',
        offlineUserId: 'base64',
        rowsTaken: 202,
        unknownStream: 404,
        rowsAtOnce: 50,
        moduleInputs: { product: 'Vare', user: 'Bruger' },
        givesColumns: false,
        wrongKey: 401,
        unknownModule: 400,
        cdpKeyHeader: 'x-cdp',
        changesAtOnce: 2,
        triggerKeyHeader: 'x-secret',
      },
    },
    {
      positions: { favorites: 60, basketContent: 61 },
      basketSeparator: '|',
      userIdCoding: { online: 'plain', offline: 'base64' },
      rowsAtOnce: 50,
      moduleInputs: { product: 'Vare', user: 'Bruger' },
      cdpKeyHeader: 'x-cdp',
      triggerKeyHeader: 'x-secret',
      feedFormat: 'xml',
      drafts: false,
      goneProducts: 'keep',
    },
  ),
  except,
})

conformance(raptor, {
  name: 'Raptor, with a feed in CSV',
  simulator: simulator({}, { feedFormat: 'csv', feedSeparator: ';' }),
  except,
})
