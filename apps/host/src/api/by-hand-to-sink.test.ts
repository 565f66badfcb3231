import type { Mapping } from '@cartograph/core'
import { expect, test } from 'vitest'
import { defaultCustomers, type CustomerSettings } from '../config/index.ts'
import { entriesByKey } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

/** The address of each person, and their visits. */
const mapping: Mapping = {
  id: 'profile-item',
  from: { entity: 'profile' },
  to: { connector: 'scripted-sink', sink: 'orders' },
  fields: { id: '$.email', total: '$.extended.visits' },
}

const visits = {
  label: 'Visits',
  type: 'integer',
  path: ['extra', 'visits'],
  policy: 'newest',
} as const
const customers: CustomerSettings = {
  ...defaultCustomers,
  properties: { ...defaultCustomers.properties, extended: new Map([['visits', visits]]) },
}

test('who is written by the API is sent by a serving host, until their address bounces', async () => {
  const sink = scriptedSink()
  const connection = sinkConnection(sink, {
    subject: ({ id }) => ({ email: id, needs: ['email'] }),
  })
  const host = await scriptedHost({
    connections: [connection],
    customers,
    deliveries: [sinkDelivery({ from: 'profile', mapping, consent: 'assumed' })],
  })
  await host.begin()
  const send = async (method: string, path: string, body: object, key: string) => {
    const headers = { 'idempotency-key': key }
    const answer = await host.call(path, { method, body: JSON.stringify(body), headers })
    return (await answer.json()) as { readonly person: string }
  }
  const properties = { email: 'ida@example.com', visits: 4 }
  const { person } = await send('POST', '/api/customers', { properties }, 'a')
  await until(() => sink.held.get('ida@example.com')?.total === 4)

  const bounce = { type: 'email.hardBounced', customer: { email: 'ida@example.com' } }
  await send('POST', '/api/events', { events: [bounce] }, 'b')
  await send('PATCH', `/api/customers/${person}`, { properties: { visits: 5 } }, 'c')
  await until(async () => {
    const place = { connection: 'vendor', sink: 'orders' }
    const [entry] = await host.installation.store.read((dialect, org) =>
      entriesByKey(dialect, org, place, ['["ida@example.com"]']),
    )
    return entry?.reason === 'Messages to this address come back.'
  })
  expect(sink.held.get('ida@example.com')?.total).toBe(4)
  await host.stop()
})
