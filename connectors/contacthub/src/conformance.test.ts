import {
  allPresent,
  startContacthub,
  type ContacthubOptions,
  type SimulatedContacthub,
} from '@cartograph/simulators/contacthub'
import { conformance } from '@cartograph/testkit'
import { contacthub } from './index.ts'
import { settingsFor, type Given } from './testing/context.ts'

const start = Date.UTC(2026, 10, 1, 12)
const buyer = 'giulia@example.com'

function listed<Item>(make: (index: number) => Item) {
  return (count: number) => Array.from({ length: count }, (_none, index) => make(index))
}

const customer = (index: number) => ({
  externalId: `shop:${index}`,
  language: 'it',
  country: 'IT',
  base: { firstName: 'Åsa “B”', contacts: { email: `customer${index}@example.com` } },
  consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
  tags: ['cartograph'],
})
const event = (key: string, type: string, properties: object) => ({
  key,
  type,
  context: 'ECOMMERCE',
  at: '2026-10-31T12:45:00.000Z',
  customer: { externalId: 'shop:buyer' },
  properties,
})
const order = (type: 'sale' | 'return') => (index: number) =>
  event(`${type}/${index}`, 'completedOrder', {
    orderId: `shop:${index}`,
    type,
    amount: { total: 12.5, local: { currency: 'EUR', exchangeRate: 1 } },
    products: [{ id: 'shop:12', name: 'Scarf ü', quantity: 1, price: 12.5 }],
  })
const shipment = (index: number) =>
  event(`shipment/${index}`, 'orderShipped', {
    orderId: `shop:${index}`,
    trackingCode: `T${index}`,
  })
const cart = (index: number) =>
  event(`cart/${index}`, 'abandonedCart', { orderId: `shop:c${index}` })
const visit = (index: number) =>
  event(`visit/${index}`, 'viewedProduct', { name: `Scarf ${index}` })

/** What fits the schemas and is refused: somebody who is not there. */
const nobody = { customer: { id: 'c0000000-0000-4000-8000-00000000dead' } }

const simulator = (options: ContacthubOptions, more: Given = {}) => ({
  start: async () => {
    let now = start
    const hub = await startContacthub({ now: () => now, ...options })
    const { admin, workspace } = hub
    const ids = furnish(hub, () => {
      now += 1_000
    })
    const stored =
      (...types: readonly string[]) =>
      () =>
        [...workspace.events.values()].filter(({ type }) => types.includes(type))
    const customerKeys = () => allPresent(workspace).map(({ id }) => id)
    let touched = 0
    let made = 0
    const addEvent = () => {
      made += 1
      return admin.addEvent({ type: 'loggedIn', context: 'WEB', date: now - 1_000 })
    }
    const eventIds = Array.from({ length: 60 }, addEvent)
    const events = {
      customers: {
        items: listed(customer),
        bad: { externalId: 'bad', extended: { unheardOf: 'x' } },
        stored: () => allPresent(workspace),
      },
    }
    return {
      settings: settingsFor(hub, {
        readsEvents: true,
        backfill: 'all',
        eventsSince: '2026-10-01',
        ...more,
      }),
      now: () => now,
      pass: (ms: number) => {
        now += ms
      },
      streams: {
        customers: {
          keys: customerKeys,
          create: () => {
            made += 1
            return admin.addCustomer({ base: { contacts: { email: `new${made}@example.com` } } })
          },
          update: () => {
            touched += 1
            const id = ids[touched] ?? ''
            admin.changeCustomer(id, { extended: { tier: `t${touched}` } })
            return id
          },
          remove: () => {
            const id = ids.pop() ?? ''
            admin.removeCustomer(id)
            return id
          },
          tie: (count: number) => {
            const tied = ids.slice(0, count)
            for (const id of tied) admin.changeCustomer(id, { extended: { tier: `tie ${now}` } })
            return tied
          },
        },
        events: {
          keys: () => workspace.events.keys(),
          create: addEvent,
          remove: () => {
            const id = eventIds.pop() ?? ''
            admin.removeEvent(id)
            return id
          },
        },
      },
      sinks: {
        ...events,
        sessions: {
          items: listed((index: number) => ({ sessionId: `s${index}`, externalId: 'shop:buyer' })),
          stored: () => [...workspace.sessions.values()],
        },
        orders: {
          items: listed(order('sale')),
          bad: { ...order('sale')(999), ...nobody },
          stored: stored('completedOrder'),
        },
        returns: {
          items: listed(order('return')),
          bad: { ...order('return')(999), ...nobody },
          stored: stored('completedOrder'),
        },
        shipments: {
          items: listed(shipment),
          bad: { ...shipment(999), ...nobody },
          stored: stored('orderShipped'),
        },
        carts: {
          items: listed(cart),
          bad: { ...cart(999), ...nobody },
          stored: stored('abandonedCart'),
        },
        events: {
          items: listed(visit),
          bad: { ...visit(999), ...nobody },
          stored: stored('viewedProduct'),
        },
      },
      actions: {
        immediateMessage: {
          input: { message: 'receipt', email: buyer, data: { number: '7' } },
          stored: stored('genericPassiveEvent'),
        },
      },
      erasure: {
        person: { email: buyer },
        traces: [buyer],
        others: ['reader1@example.com'],
        stored: () => [allPresent(workspace), [...workspace.events.values()]],
      },
      stop: () => hub.close(),
    }
  },
})

/** A buyer, and more readers than two pages. */
function furnish({ admin }: SimulatedContacthub, pass: () => void): string[] {
  admin.addCustomer({ externalId: 'shop:buyer', base: { contacts: { email: buyer } } })
  return Array.from({ length: 130 }, (_none, index) => {
    if (index % 3 === 0) pass()
    return admin.addCustomer({ base: { contacts: { email: `reader${index}@example.com` } } })
  })
}

conformance(contacthub, {
  package: new URL('../', import.meta.url),
  simulator: simulator({}),
})

conformance(contacthub, {
  name: 'Contacthub, where everything unknown is otherwise than assumed',
  simulator: simulator(
    {
      unknowns: {
        disabledEvent: 'ignored',
        unknownExtended: 'ignored',
        missingCustomer: 400,
        eventAnswer: 'nothing',
        queriesUpdatedAt: false,
        instants: 'zulu',
        sessionAgain: 201,
        subscriptionAgain: 201,
        updateData: 'id',
        retryAfterSeconds: 5,
      },
      extended: { tier: { type: 'string' } },
    },
    {
      customerChanges: 'none',
      readsUpdates: true,
      schemas: 'vendor',
      countries: 'name',
      returnAmounts: 'negative',
      whenGone: 'delete',
      profiles: ['contactsend', 'contactplan'],
      newsletter: { id: 'newsletter' },
    },
  ),
})
