import { startContacthub, type ContacthubOptions } from '@cartograph/simulators/contacthub'
import { expect, onTestFinished, test } from 'vitest'
import { actions } from './actions.ts'
import { resolveEvents } from './find-events.ts'
import { testContext, type Given } from './testing/context.ts'
import { orderOf } from './testing/items.ts'
import { pollEvents, writeEvents } from './write-events.ts'

async function opened(options: ContacthubOptions = {}, given: Given = {}) {
  const hub = await startContacthub({ now: () => Date.UTC(2026, 10, 1), ...options })
  onTestFinished(() => hub.close())
  const customer = hub.admin.addCustomer({
    externalId: 'shop:1042',
    base: { contacts: { email: 'giulia@example.com' } },
  })
  const context = testContext(hub, given)
  const stored = () => [...hub.workspace.events.values()]
  return { hub, customer, context, stored, write: writeEvents(true) }
}

test('an event goes with its key, and to the customer whose id is known, whatever external id they have', async () => {
  const { hub, customer, context, stored, write } = await opened()
  const item = orderOf({ customer: { externalId: 'another' } }, { references: { customer } })
  const [outcome] = await write(context, [item])
  expect(outcome).toStrictEqual({ status: 'ok', remoteId: stored()[0]?.id })
  expect(hub.bodies.at(-1)).toMatchObject({
    customerId: customer,
    date: '2026-10-24T14:03:11.000Z',
    properties: { extraProperties: { cartographKey: 'order/shop:1001' } },
  })
})

test.each([
  ['external id', { externalId: 'shop:1042' }],
  ['id in Contacthub', { id: 'known' }],
  ['address', { email: 'giulia@example.com' }],
])('the customer is named by %s', async (_name, given) => {
  const { customer, context, stored, write } = await opened()
  const whose = 'id' in given ? { id: customer } : given
  await write(context, [orderOf({ customer: whose })])
  expect(stored()).toMatchObject([{ customerId: customer }])
})

test('an event of a session belongs to nobody yet', async () => {
  const { context, stored, write } = await opened()
  await write(context, [orderOf({ customer: { sessionId: 's1' } })])
  expect(stored()).toMatchObject([
    { customerId: null, bringBack: { type: 'SESSION_ID', value: 's1' } },
  ])
})

test('an event of an address that nobody has is sent later', async () => {
  const { context, write } = await opened()
  const item = orderOf({ customer: { email: 'nobody@example.com' } })
  expect(await write(context, [item])).toMatchObject([{ status: 'skipped', again: 'later' }])
})

test.each([404, 400] as const)(
  'an event of a customer who is gone is refused with the vendor’s words, where it answers %i',
  async (missingCustomer) => {
    const { hub, customer, context, write } = await opened({ unknowns: { missingCustomer } })
    hub.admin.removeCustomer(customer)
    const [outcome] = await write(context, [orderOf({}, { references: { customer } })])
    expect(outcome).toMatchObject({
      status: 'failed',
      fault: {
        kind: 'record',
        message: `Contacthub refuses this event (${missingCustomer}): customer not found ${customer}.`,
      },
    })
  },
)

test('a property that the vendor does not have is refused with its words and its place', async () => {
  const { context, write } = await opened()
  const properties = { amount: { total: 1 }, colour: 'red' }
  const [outcome] = await write(context, [orderOf({ properties })])
  expect(outcome).toMatchObject({
    fault: { message: expect.stringMatching(/\["colour"\]/), path: ['properties'] },
  })
})

test('a lost answer is found by the key, though many events are of the same instant', async () => {
  const { hub, customer, context, write } = await opened()
  for (let index = 0; index < 60; index += 1)
    hub.admin.addEvent({
      type: 'completedOrder',
      context: 'ECOMMERCE',
      date: Date.parse('2026-10-24T14:03:11.000Z'),
      customerId: customer,
    })
  const item = orderOf({}, { references: { customer } })
  expect(await resolveEvents(context, [item])).toStrictEqual([{ status: 'untouched' }])
  hub.next({ kind: 'reset', when: 'after' })
  await expect(write(context, [item])).rejects.toThrow('fetch failed')
  expect(await resolveEvents(context, [item])).toMatchObject([{ status: 'ok' }])
})

const shipment = (trackingCode: string) =>
  orderOf({
    key: `shipment/${trackingCode}`,
    type: 'orderShipped',
    properties: { orderId: 'shop:1001', trackingCode },
  })

test('a shipment, whose schema has no place for a key, is found by all that it tells', async () => {
  const { context, write } = await opened()
  await write(context, [shipment('T1')])
  const found = await resolveEvents(context, [shipment('T1'), shipment('T2')])
  expect(found.map(({ status }) => status)).toStrictEqual(['ok', 'untouched'])
})

test('of somebody who is gone no event can be there', async () => {
  const { hub, customer, context } = await opened()
  hub.admin.removeCustomer(customer)
  const item = orderOf({}, { references: { customer } })
  expect(await resolveEvents(context, [item])).toStrictEqual([{ status: 'untouched' }])
})

test('an answer that is a page for people leaves the outcome unknown, one without an id does not', async () => {
  const { hub, context, write } = await opened({ unknowns: { eventAnswer: 'nothing' } })
  hub.next({ kind: 'page' })
  await expect(write(context, [orderOf()])).rejects.toThrow(/another shape/)
  expect(await write(context, [orderOf()])).toStrictEqual([{ status: 'ok' }])
})

test.each([
  ['orders', true, 'ok'],
  ['orders', false, 'skipped'],
  ['none', true, 'skipped'],
  ['all', false, 'ok'],
] as const)(
  'of the past, with `backfill: %s`, what is history (%s) is %s',
  async (backfill, isHistory, status) => {
    const { context } = await opened({}, { backfill })
    const [outcome] = await writeEvents(isHistory)(context, [orderOf({}, { cause: 'backfill' })])
    expect(outcome?.status).toBe(status)
  },
)

test('an event that is taken and thrown away is seen where events are confirmed, and not where they are not', async () => {
  const options = { unknowns: { disabledEvent: 'ignored' } } as const
  const { hub, context, write } = await opened(options, {
    confirmEvents: true,
    storedWithinMs: 500,
  })
  hub.admin.disableType('completedOrder')
  const [pending] = await write(context, [orderOf()])
  expect(pending).toMatchObject({ status: 'pending', afterMs: 500 })
  const ticket = pending?.status === 'pending' ? pending.ticket : ''
  expect(await pollEvents(context, ticket, [orderOf()])).toMatchObject([
    { status: 'failed', fault: { message: 'Contacthub took the event and did not keep it.' } },
  ])
  const trusting = testContext(hub, { confirmEvents: false })
  expect(await write(trusting, [orderOf()])).toMatchObject([{ status: 'ok' }])
})

test('an event that is confirmed is the one that was sent', async () => {
  const { context, stored, write } = await opened({}, { confirmEvents: true })
  const [pending] = await write(context, [orderOf()])
  const ticket = pending?.status === 'pending' ? pending.ticket : ''
  expect(await pollEvents(context, ticket, [orderOf()])).toStrictEqual([
    { status: 'ok', remoteId: stored()[0]?.id },
  ])
})

test('a type that is switched off is refused with the vendor’s words', async () => {
  const { hub, context, write } = await opened()
  hub.admin.disableType('completedOrder')
  expect(await write(context, [orderOf()])).toMatchObject([
    { fault: { message: expect.stringMatching(/event type completedOrder is not enabled/) } },
  ])
})

test('an automation sends one of its immediate messages to whom an action names', async () => {
  const { hub, customer, context } = await opened()
  hub.admin.addAutomation({ eventType: 'genericPassiveEvent', name: 'receipt', message: 'Receipt' })
  const input = { message: 'receipt', email: 'giulia@example.com', data: { number: '7' } }
  const outcome = await actions.immediateMessage.run(context, input, { idempotencyKey: 'run/1' })
  expect(outcome).toMatchObject({ status: 'ok' })
  expect(hub.workspace.messages).toStrictEqual([
    {
      message: 'Receipt',
      customerId: customer,
      email: 'giulia@example.com',
      extraProperties: { number: '7', cartographKey: 'run/1' },
    },
  ])
})
