import { startContacthub } from '@cartograph/simulators/contacthub'
import { expect, onTestFinished, test } from 'vitest'
import type { CustomerItem } from './customer-item.ts'
import { testContext } from './testing/context.ts'
import { customerOf } from './testing/items.ts'
import { writeCustomers } from './write-customers.ts'

async function written(
  before: readonly object[],
  item: Partial<CustomerItem>,
  subscriptionAgain: 201 | 409 = 409,
) {
  const hub = await startContacthub({
    now: () => Date.UTC(2026, 10, 1),
    unknowns: { subscriptionAgain },
  })
  onTestFinished(() => hub.close())
  const email = 'giulia@example.com'
  const remoteId = hub.admin.addCustomer({ base: { contacts: { email }, subscriptions: before } })
  const context = testContext(hub)
  await writeCustomers(context, [customerOf(item, { remoteId })])
  const base = hub.workspace.customers.get(remoteId)?.at(-1)?.customer?.base
  return { subscriptions: base?.['subscriptions'], asked: hub.asked, context, remoteId }
}

const newsletter = { id: 'news', name: 'News' }
const agreed = { channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }

test('the subscription to mails follows the consent, and those of others stay', async () => {
  const others = [{ id: 'club', subscribed: true }]
  const { subscriptions } = await written(others, { newsletter, consents: [agreed] })
  expect(subscriptions).toStrictEqual([
    { id: 'club', subscribed: true },
    {
      id: 'news',
      name: 'News',
      kind: 'DIGITAL_MESSAGE',
      subscribed: true,
      startDate: '2026-01-01T00:00:00.000Z',
    },
  ])
})

test('who said no is unsubscribed, and what the vendor knows of the subscription stays', async () => {
  const before = [{ id: 'news', subscribed: true, preferences: [{ key: 'weekly', value: 'yes' }] }]
  const said = { ...agreed, state: 'withdrawn', at: '2026-02-01T00:00:00.000Z' }
  const { subscriptions } = await written(before, { newsletter, consents: [agreed, said] })
  expect(subscriptions).toMatchObject([
    {
      id: 'news',
      subscribed: false,
      endDate: '2026-02-01T00:00:00.000Z',
      preferences: [{ key: 'weekly', value: 'yes' }],
    },
  ])
})

test('nobody is subscribed who said nothing, and nothing is written that is so already', async () => {
  const nothing = await written([], { newsletter })
  expect(nothing.subscriptions).toStrictEqual([])
  const same = [{ id: 'club', subscribed: true }]
  const { asked } = await written(same, { subscriptions: [{ id: 'club', subscribed: true }] })
  expect(asked.filter((name) => name.includes('subscriptions'))).toStrictEqual([])
})

test.each([201, 409] as const)(
  'a subscription that came meanwhile is replaced, where the vendor answers %i',
  async (again) => {
    const { subscriptions } = await written(
      [],
      {
        subscriptions: [
          { id: 'club', subscribed: true },
          { id: 'club', subscribed: false },
        ],
      },
      again,
    )
    expect(subscriptions).toMatchObject([{ id: 'club', subscribed: false }])
  },
)

test.each([
  ['later', '2026-03-01T00:00:00.000Z', true],
  ['earlier', '2026-01-01T00:00:00.000Z', false],
])(
  'who unsubscribed in Contactsend and agreed %s is subscribed again or not',
  async (_name, at, expected) => {
    const before = [{ id: 'news', subscribed: false, updatedAt: '2026-02-01T00:00:00.000Z' }]
    const { subscriptions } = await written(before, { newsletter, consents: [{ ...agreed, at }] })
    expect(subscriptions).toMatchObject([{ id: 'news', subscribed: expected }])
  },
)

test('who unsubscribed nobody knows when stays so', async () => {
  const before = [{ id: 'news', subscribed: false }]
  const { subscriptions } = await written(before, { newsletter, consents: [agreed] })
  expect(subscriptions).toMatchObject([{ id: 'news', subscribed: false }])
})
