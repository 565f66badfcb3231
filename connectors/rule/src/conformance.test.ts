import { startRule, type RuleOptions } from '@cartograph/simulators/rule'
import { conformance } from '@cartograph/testkit'
import { rule } from './index.ts'

const start = Date.UTC(2026, 10, 1, 12)
const order = (index: number) => ({
  key: `till:${index}`,
  email: `customer${index}@shop.example`,
  values: {
    orderdate: { datetime: '2026-10-31T12:45:00.000Z' },
    total_gross: '898.00',
    names: ['Wool sweater ü'],
    products: { json: [{ sku: 'WS-100-M', quantity: 1 }] },
  },
})

const message = (index: number) => ({
  key: `receipt ${index}`,
  email: 'anna@shop.example',
  kind: 'Receipt',
  subject: `Receipt ${index} ü`,
  text: 'Thank you & welcome back.',
})

const simulator = (options: RuleOptions, more: object = {}) => ({
  start: async () => {
    let now = start
    const account = await startRule({ now: () => now, ...options })
    const { admin } = account
    const ids = Array.from({ length: 120 }, (_none, index) =>
      admin.addSubscriber({ email: `reader${index}@shop.example`, language: 'sv' }),
    )
    for (const id of ids.slice(0, 12)) admin.suppress(id)
    for (const id of ids.slice(20, 30))
      admin.writeValue(id, 'Sitoo-Contact', 'namefirst', `Name ${id}`)
    const subscriberKeys = () => [...account.account.subscribers.keys()].map(String)
    const suppressionKeys = () => [...account.account.suppressions.keys()].map(String)
    const fieldKeys = () =>
      [...account.account.records.values()].flatMap(({ id, subscriber, values }) =>
        [...values.keys()].map((field) => [String(subscriber), String(id), field] as const),
      )
    let touched = 40
    let made = 0
    const orders = {
      items: (count: number) => Array.from({ length: count }, (_none, index) => order(index)),
      bad: { ...order(999), email: null, phone: '+1234567' },
      stored: () =>
        [...account.account.records.values()].filter(({ values }) => values.has('orderid')),
    }
    const { key: _key, ...input } = message(1)
    const badMessage = { phone: '+1234567', kind: 'Receipt', text: 'Thank you.' }
    return {
      settings: {
        apiKey: account.apiKey,
        apiBase: account.apiBase,
        readsFields: true,
        fromName: 'Shop',
        fromEmail: 'shop@shop.example',
        ...more,
      },
      now: () => now,
      pass: (ms: number) => {
        now += ms
      },
      streams: {
        subscribers: {
          keys: subscriberKeys,
          create: () => {
            made += 1
            return String(admin.addSubscriber({ email: `new${made}@shop.example` }))
          },
          update: () => {
            touched += 1
            const id = ids[touched] ?? 0
            admin.changeSubscriber(id, {
              language: `x${String.fromCodePoint(97 + (touched % 26))}`,
            })
            return String(id)
          },
          remove: () => {
            const id = ids.pop() ?? 0
            admin.removeSubscriber(id)
            return String(id)
          },
        },
        suppressions: {
          keys: suppressionKeys,
          create: () => {
            admin.suppress(ids[100] ?? 0)
            return suppressionKeys().at(-1) ?? ''
          },
          remove: () => {
            const [first] = suppressionKeys()
            admin.resubscribe(ids[0] ?? 0)
            return first ?? ''
          },
        },
        fields: {
          keys: fieldKeys,
          update: () => {
            touched += 1
            const id = ids[20] ?? 0
            admin.writeValue(id, 'Sitoo-Contact', 'namefirst', `Another ${touched}`)
            return fieldKeys().find(([subscriber]) => subscriber === String(id)) ?? ['']
          },
        },
      },
      sinks: {
        subscribers: {
          items: (count: number) =>
            Array.from({ length: count }, (_none, index) => ({
              email: `customer${index}@shop.example`,
              phone: `+467017${String(10_000 + index)}`,
              tags: ['Sitoo'],
              groups: { 'Sitoo-Contact': { namefirst: 'Åsa', birthday: { date: '1986-05-15' } } },
            })),
          bad: { email: 'bad@shop.example', phone: '+1234567', tags: ['Sitoo'] },
          stored: () => [...account.account.subscribers.values()],
        },
        orders,
        refunds: orders,
        messages: {
          items: (count: number) => Array.from({ length: count }, (_none, index) => message(index)),
          bad: { key: 'bad', ...badMessage },
          stored: () => account.account.transactions,
        },
      },
      actions: {
        message: { input, bad: badMessage, stored: () => account.account.transactions },
      },
      webhook: {
        deliver: async ({ url }: { readonly url: string }) => {
          account.webhooks.send(url)
          admin.suppress(ids[50] ?? 0)
          await account.webhooks.deliver()
        },
      },
      stop: () => account.close(),
    }
  },
})

const unsigned = 'Rule signs nothing: the address is the secret, and what comes is only a hint'
const except = {
  'webhook.altered': unsigned,
  'webhook.unsigned': unsigned,
  'webhook.rewritten': unsigned,
}

conformance(rule, {
  package: new URL('../', import.meta.url),
  simulator: simulator({}),
  except,
})

conformance(rule, {
  name: 'Rule, where everything unknown is otherwise than assumed',
  simulator: simulator(
    {
      retryAfter: 'textOnly',
      unknowns: {
        createExisting: 409,
        batchAnswer: 'counters',
        refusedPath: 'none',
        timestamps: 'iso',
        fieldName: 'name',
        pageParameter: 'cursor',
        missingGroup: 200,
        largestPage: 7,
      },
    },
    { whenGone: 'delete', batchSize: 50 },
  ),
  except,
})
