import { expect, test } from 'vitest'
import { scriptedHost } from '../testing/scripted-host.ts'
import { orderMapping, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

async function hostWithDelivery() {
  const sink = scriptedSink()
  const withEmail = { ...orderMapping, fields: { ...orderMapping.fields, email: '$.email' } }
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, total: '1.00', email: 'maja@shop.example' })
  const host = await scriptedHost({
    connections: [shopConnection(shop, { mappings: [withEmail] }), sinkConnection(sink)],
    deliveries: [sinkDelivery()],
  })
  const ask = (id: string, body: object) =>
    host.app.request(`http://localhost/api/deliveries/${id}/test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { ask, sink }
}

test('a delivery is tested over the API, and nothing is sent unasked', async () => {
  const { ask, sink } = await hostWithDelivery()
  const response = await ask('orders-out', {})
  expect([response.status, await response.json()]).toMatchObject([
    200,
    { delivery: 'orders-out', sent: false, items: [{ state: 'wouldArrive' }] },
  ])
  expect(sink.calls).toBe(0)
})

test.each([
  ['nowhere', {}, 404],
  ['orders-out', { sent: true }, 400],
  ['orders-out', { row: 'shop:99' }, 400],
] as const)('a test of %s with %j is answered with %i', async (id, body, status) => {
  const { ask } = await hostWithDelivery()
  expect((await ask(id, body)).status).toBe(status)
})
