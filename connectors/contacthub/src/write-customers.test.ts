import { startContacthub, type ContacthubOptions } from '@cartograph/simulators/contacthub'
import { deletedItem } from '@cartograph/testkit/reading'
import { expect, onTestFinished, test } from 'vitest'
import { testContext, type Given } from './testing/context.ts'
import { customerOf } from './testing/items.ts'
import { writeCustomers } from './write-customers.ts'

async function opened(options: ContacthubOptions = {}, given: Given = {}) {
  const hub = await startContacthub({ now: () => Date.UTC(2026, 10, 1), ...options })
  onTestFinished(() => hub.close())
  const shown = (id: string) => hub.workspace.customers.get(id)?.at(-1)?.customer
  const write = (...items: Parameters<typeof writeCustomers>[1]) =>
    writeCustomers(testContext(hub, given), items)
  const writes = () => hub.asked.filter((name) => !name.startsWith('GET'))
  return { hub, shown, write, writes }
}

test('somebody new is made, and the id that Contacthub gave is kept', async () => {
  const { hub, shown, write } = await opened()
  const [outcome] = await write(customerOf({ tags: ['vip'], extra: 'note' }))
  const id = [...hub.workspace.customers.keys()][0] ?? ''
  expect(outcome).toStrictEqual({ status: 'ok', remoteId: id })
  expect(shown(id)).toMatchObject({
    externalId: 'shop:1042',
    extra: 'note',
    base: { firstName: 'Giulia', contacts: { email: 'giulia@example.com' } },
    tags: { auto: [], manual: ['vip'] },
  })
})

test('with whom somebody conflicts is changed by what differs, and stays who another system says they are', async () => {
  const { hub, shown, write, writes } = await opened()
  const id = hub.admin.addCustomer({
    externalId: 'crm-7',
    base: { firstName: 'Giulia', contacts: { email: 'GIULIA@example.com', fax: '+39021' } },
  })
  const base = {
    firstName: 'Giulia',
    lastName: 'Bianchi',
    contacts: { email: 'giulia@example.com' },
  }
  const [outcome] = await write(customerOf({ base }))
  expect(outcome).toStrictEqual({ status: 'ok', remoteId: id })
  expect(writes()).toStrictEqual(['POST /customers', 'PATCH /customers/*'])
  expect(hub.bodies.at(-1)).toStrictEqual({
    base: { lastName: 'Bianchi', contacts: { email: 'giulia@example.com' } },
  })
  expect(shown(id)).toMatchObject({ externalId: 'crm-7', base: { contacts: { fax: '+39021' } } })
})

test('where nothing differs nothing is written, so our own write does not come back as a change', async () => {
  const { write, writes } = await opened()
  const [first] = await write(customerOf({ tags: ['vip'] }))
  await write(
    customerOf({ tags: ['vip'] }, first?.status === 'ok' ? { remoteId: first.remoteId ?? '' } : {}),
  )
  expect(writes()).toStrictEqual(['POST /customers'])
})

test('somebody whose answer was lost is found by the external id where nothing is unique, and not made twice', async () => {
  const { hub, write } = await opened({ uniqueness: { policy: 'NO_CHECK' } })
  hub.next({ kind: 'reset', when: 'after' })
  await expect(write(customerOf())).rejects.toThrow('fetch failed')
  const [again] = await write(customerOf())
  expect([again?.status, hub.workspace.customers.size]).toStrictEqual(['ok', 1])
})

test('an answer that was cut off leaves the outcome unknown', async () => {
  const { hub, write } = await opened()
  hub.next({ kind: 'truncated' })
  await expect(write(customerOf())).rejects.toThrow(/cut off/)
})

test('somebody who was deleted in Contacthub is made once more', async () => {
  const { hub, write } = await opened()
  const id = hub.admin.addCustomer({ externalId: 'shop:1042' })
  hub.admin.removeCustomer(id)
  const [outcome] = await write(customerOf({}, { remoteId: id }))
  expect(outcome).toMatchObject({ status: 'ok', remoteId: expect.not.stringMatching(id) })
})

test('a change that would make somebody a third is refused in the vendor’s words', async () => {
  const { hub, write } = await opened()
  const third = hub.admin.addCustomer({ base: { contacts: { email: 'giulia@example.com' } } })
  const id = hub.admin.addCustomer({ externalId: 'shop:1042' })
  const [outcome] = await write(customerOf({}, { remoteId: id }))
  expect(outcome).toMatchObject({
    status: 'failed',
    fault: {
      kind: 'record',
      message: `Contacthub refuses this customer (409): Conflict with exiting customer ${third}.`,
    },
  })
})

test('what is missing or null stays, and `clear` empties', async () => {
  const { hub, shown, write } = await opened()
  const contacts = { email: 'giulia@example.com', fax: '+39021', phone: '+39022' }
  const id = hub.admin.addCustomer({ base: { contacts } })
  const base = { contacts: { email: 'giulia@example.com', phone: null } }
  await write(customerOf({ base, clear: ['base.contacts.fax', 'extra'] }, { remoteId: id }))
  expect(shown(id)?.base).toStrictEqual({
    contacts: { email: 'giulia@example.com', phone: '+39022' },
  })
})

test('tags that people and others gave stay beside ours', async () => {
  const { hub, shown, write } = await opened()
  const id = hub.admin.addCustomer({})
  hub.admin.changeCustomer(id, { tags: { auto: ['buyer'], manual: ['club', 'old'] } })
  await write(customerOf({ tags: ['vip'], withoutTags: ['old'] }, { remoteId: id }))
  expect(shown(id)?.tags).toStrictEqual({ auto: ['buyer'], manual: ['club', 'vip'] })
})

test('ours is written as external id where it changed, or where there was none', async () => {
  const { hub, shown, write } = await opened()
  const ids = [{ externalId: 'shop:1' }, {}].map((given) => hub.admin.addCustomer(given))
  for (const remoteId of ids)
    await write(customerOf({ base: { firstName: 'G' } }, { remoteId, previousKey: ['shop:1'] }))
  expect(ids.map((id) => shown(id)?.externalId)).toStrictEqual(['shop:1042', 'shop:1042'])
})

test.each([
  ['refuses', 400, /properties which are not allowed by the schema: \["tier"\]/],
  ['takes and throws away', 'ignored', /kept nothing of tier/],
] as const)(
  'a property outside the schema that Contacthub %s is a fault of the record',
  async (_name, unknownExtended, words) => {
    const { write } = await opened({ unknowns: { unknownExtended } })
    const [outcome] = await write(customerOf({ extended: { tier: 'gold' } }))
    expect(outcome).toMatchObject({
      status: 'failed',
      fault: { kind: 'record', message: expect.stringMatching(words) },
    })
  },
)

test('a property that the node demands and nobody gave is named in the fault', async () => {
  const { write } = await opened({ mandatory: ['base.lastName'] })
  const [outcome] = await write(customerOf())
  expect(outcome).toMatchObject({ fault: { kind: 'record', path: ['base', 'lastName'] } })
})

test('the locale is made of language and country, and the country is a code or a name', async () => {
  for (const [countries, country] of [
    ['code', 'IT'],
    ['name', 'Italy'],
  ] as const) {
    const { hub, write } = await opened({}, { countries })
    await write(customerOf({ language: 'it', country: 'IT' }))
    expect(hub.bodies.at(-1)).toMatchObject({ base: { locale: 'it_IT', address: { country } } })
  }
})

test('a deletion leaves the customer, unless the settings or an erasure say otherwise', async () => {
  const { hub, write } = await opened()
  const id = hub.admin.addCustomer({ externalId: 'shop:1042' })
  await write(deletedItem('shop:1042'))
  expect(hub.workspace.customers.get(id)?.at(-1)?.customer).toBeDefined()
  const [erased, again] = await write(
    deletedItem('shop:1042', 'erased'),
    deletedItem('shop:1042', 'erased'),
  )
  expect(hub.workspace.customers.get(id)?.at(-1)?.customer).toBeUndefined()
  expect([erased, again]).toStrictEqual([{ status: 'ok' }, { status: 'ok' }])
})

test('while the index is rebuilt nothing is done, and it is said how long to wait', async () => {
  const { hub, write } = await opened({}, { reindexingMs: 90_000 })
  hub.next({ kind: 'status', status: 423 }, { kind: 'status', status: 423, retryAfter: 7 })
  expect(await write(customerOf())).toStrictEqual([{ status: 'untouched', afterMs: 90_000 }])
  expect(await write(customerOf())).toStrictEqual([{ status: 'untouched', afterMs: 7_000 }])
})

test('a token that is refused stops the delivery and makes no dead letter', async () => {
  const { write } = await opened({}, { token: 'not-the-token' })
  expect(await write(customerOf())).toMatchObject([
    { status: 'failed', fault: { kind: 'auth', scope: 'connection' } },
  ])
})
