import type { SinkItem } from '@cartograph/core'
import { startContacthub } from '@cartograph/simulators/contacthub'
import { expect, onTestFinished, test } from 'vitest'
import type { SessionItem } from './session-item.ts'
import { testContext } from './testing/context.ts'
import { orderOf } from './testing/items.ts'
import { writeEvents } from './write-events.ts'
import { writeSessions } from './write-sessions.ts'

function sessionOf(customer?: string): SinkItem<SessionItem> {
  return {
    op: 'write',
    key: ['s1'],
    idempotencyKey: 'id s1',
    cause: 'live',
    references: { customer: customer ?? null },
    item: { sessionId: 's1', externalId: 'shop:1042' },
  }
}

async function opened(sessionAgain: 201 | 409 = 409) {
  const hub = await startContacthub({ now: () => 0, unknowns: { sessionAgain } })
  onTestFinished(() => hub.close())
  const customer = hub.admin.addCustomer({ externalId: 'shop:1042' })
  return { hub, customer, context: testContext(hub) }
}

test('the events of a session become the customer’s', async () => {
  const { hub, customer, context } = await opened()
  await writeEvents(true)(context, [orderOf({ customer: { sessionId: 's1' } })])
  expect(await writeSessions(context, [sessionOf(customer)])).toMatchObject([{ status: 'ok' }])
  expect([...hub.workspace.events.values()]).toMatchObject([{ customerId: customer }])
})

test.each([201, 409] as const)(
  'a session that the customer has is not given again, though the vendor would answer %i',
  async (again) => {
    const { hub, customer, context } = await opened(again)
    hub.next({ kind: 'reset', when: 'after' })
    await expect(writeSessions(context, [sessionOf(customer)])).rejects.toThrow('fetch failed')
    expect(await writeSessions(context, [sessionOf(customer)])).toMatchObject([{ status: 'ok' }])
    expect(hub.asked.filter((name) => name.startsWith('POST'))).toHaveLength(1)
  },
)

test('a session of somebody else is refused in the vendor’s words', async () => {
  const { hub, customer, context } = await opened()
  const other = hub.admin.addCustomer({ externalId: 'shop:7' })
  await writeSessions(context, [sessionOf(other)])
  expect(await writeSessions(context, [sessionOf(customer)])).toMatchObject([
    {
      status: 'failed',
      fault: { message: expect.stringMatching(/session s1 belongs to another customer/) },
    },
  ])
})

test('a customer whose id is not known is looked for, and waited for where they are not there yet', async () => {
  const { hub, customer, context } = await opened()
  expect(await writeSessions(context, [sessionOf()])).toMatchObject([{ status: 'ok' }])
  hub.admin.removeCustomer(customer)
  expect(await writeSessions(context, [sessionOf()])).toMatchObject([
    { status: 'skipped', again: 'later' },
  ])
})
