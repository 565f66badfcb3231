import { startContacthub, type ContacthubOptions } from '@cartograph/simulators/contacthub'
import { deletedItem } from '@cartograph/testkit/reading'
import { expect, onTestFinished, test } from 'vitest'
import { settings } from './settings.ts'
import { settingsFor, testContext } from './testing/context.ts'
import { customerOf, orderOf } from './testing/items.ts'
import { partsOf } from './testing/mapped.ts'
import { writeCustomers } from './write-customers.ts'
import { writeEvents } from './write-events.ts'

async function opened(unknowns: ContacthubOptions['unknowns'] = {}) {
  const hub = await startContacthub({ now: () => Date.UTC(2026, 10, 1), unknowns })
  onTestFinished(() => hub.close())
  const { token } = hub.admin.addSource({ isTrusted: false })
  const context = testContext(hub, { token, source: 'untrusted' })
  return { hub, context }
}

test('a source that only writes makes customers without reading, and is given no id', async () => {
  const { hub, context } = await opened()
  const item = customerOf({ subscriptions: [{ id: 'news', subscribed: true }] })
  expect(await writeCustomers(context, [item])).toStrictEqual([{ status: 'ok' }])
  expect(hub.asked).toStrictEqual(['POST /customers'])
  expect(hub.bodies[0]).toMatchObject({ base: { subscriptions: [{ id: 'news' }] } })
})

test('where it is told the id, that is kept', async () => {
  const { hub, context } = await opened({ untrustedCreate: 'everything' })
  const [outcome] = await writeCustomers(context, [customerOf()])
  const [remoteId] = hub.workspace.customers.keys()
  expect(outcome).toStrictEqual({ status: 'ok', remoteId })
})

test('somebody who is there and is not named is left as they are, and that is said', async () => {
  const { hub, context } = await opened()
  hub.admin.addCustomer({ base: { contacts: { email: 'giulia@example.com' } } })
  expect(await writeCustomers(context, [customerOf()])).toMatchObject([
    { status: 'skipped', again: 'changed', reason: expect.stringMatching(/nothing was changed/) },
  ])
})

test('somebody who is there and is named is changed, but for tags, which would be replaced unseen', async () => {
  const { hub, context } = await opened({ untrustedConflict: 'customer' })
  const id = hub.admin.addCustomer({ base: { contacts: { email: 'giulia@example.com' } } })
  hub.admin.changeCustomer(id, { tags: { auto: [], manual: ['club'] } })
  await writeCustomers(context, [customerOf({ tags: ['vip'] })])
  expect(hub.workspace.customers.get(id)?.at(-1)?.customer).toMatchObject({
    base: { firstName: 'Giulia' },
    tags: { manual: ['club'] },
  })
})

test('its events name customers by the external id, and are theirs once they come', async () => {
  const { hub, context } = await opened()
  expect(await writeEvents(true)(context, [orderOf()])).toMatchObject([{ status: 'ok' }])
  await writeCustomers(context, [customerOf()])
  const [customerId] = hub.workspace.customers.keys()
  expect([...hub.workspace.events.values()]).toMatchObject([{ customerId }])
})

test('an event of which only an address is known is not sent, because it cannot be looked for', async () => {
  const { context } = await opened()
  const item = orderOf({ customer: { email: 'giulia@example.com' } })
  expect(await writeEvents(true)(context, [item])).toMatchObject([{ status: 'skipped' }])
})

test('it deletes nobody, and says what to do', async () => {
  const { context } = await opened()
  expect(await writeCustomers(context, [deletedItem('shop:1', 'erased')])).toMatchObject([
    { status: 'failed', fault: { hint: expect.stringMatching(/by hand/) } },
  ])
})

test('it has no streams, and settings that want it to read or delete are refused', async () => {
  const { hub } = await opened()
  const config = settingsFor(hub)
  expect(partsOf({ source: 'untrusted' }).streams).toBeUndefined()
  for (const more of [{ readsEvents: true }, { readsUpdates: true }, { whenGone: 'delete' }])
    expect(settings.safeParse({ ...config, source: 'untrusted', ...more }).success).toBe(false)
})

const unknown = (more: object) => {
  const { orders } = partsOf({ source: 'untrusted', ...more }).sinks ?? {}
  return orders !== undefined && 'onUnknown' in orders ? orders.onUnknown : undefined
}

test('of an event whose outcome nobody saw it is lost, or sent again, as the settings say', () => {
  expect([unknown({}), unknown({ unseenEvents: 'double' })]).toStrictEqual(['lose', 'double'])
})
