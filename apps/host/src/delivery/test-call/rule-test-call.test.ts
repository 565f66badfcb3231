import { connectorConnection } from '../../testing/connector-connection.ts'
import { rule } from '@cartograph/connector-rule'
import { startRule } from '@cartograph/simulators/rule'
import { expect, onTestFinished, test } from 'vitest'
import type { Delivery } from '../../config/index.ts'
import { noWaits, scriptedInstallation } from '../../testing/scripted-installation.ts'
import { orderMapping, scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { sinkDelivery } from '../../testing/scripted-sink.ts'
import { testCall } from './index.ts'

const customer = {
  ...orderMapping,
  id: 'shop-customer',
  to: { entity: 'customer' },
  fields: { id: '$.email', email: '$.email', firstName: 'Maja' },
} as const
const order = {
  ...orderMapping,
  fields: { ...orderMapping.fields, customerId: '$.email', email: '$.email' },
}

async function ruleWithSales() {
  const vendor = await startRule()
  const host = await scriptedInstallation()
  onTestFinished(async () => {
    await host.close()
    await vendor.close()
  })
  const { apiKey, apiBase } = vendor
  const connection = connectorConnection(rule, { apiKey, apiBase }, { secrets: [apiKey] })
  const { mappings = [] } = rule.parts({ config: { apiKey }, found: null })
  const deliveryTo = (sink: string, from: Delivery['from']): Delivery => {
    const mapping = mappings.find(({ to }) => 'sink' in to && to.sink === sink)
    return Object.assign({}, sinkDelivery({ sink, from, ...(mapping && { mapping }) }), {
      id: sink,
    })
  }
  const deliveries = [deliveryTo('subscribers', 'customer'), deliveryTo('orders', 'order')]
  const till = scriptedShop(0)
  for (let id = 1; id <= 3; id += 1)
    till.rows.set(id, { id, total: '12.50', email: `maja${id}@shop.example` })
  await host.sync(shopConnection(till, { mappings: [order, customer] }))
  const engine = { waits: { ...noWaits, scale: 0.01 } }
  return {
    vendor,
    push: () => host.push([connection], deliveries, engine, { longestWaitMs: 5000 }),
    call: (delivery: string, send: boolean, row?: string) =>
      testCall(host.installation([connection], deliveries), {
        delivery,
        send,
        show: true,
        ...(row !== undefined && { row }),
        signal: new AbortController().signal,
        engine,
      }),
  }
}

test('a test shows groups, fields and tags of a subscriber, and afterwards what Rule has of it', async () => {
  const { call, vendor } = await ruleWithSales()
  const dry = await call('subscribers', false)
  expect(dry.items[0]).toMatchObject({
    state: 'wouldArrive',
    item: { tags: ['Sitoo'], groups: { 'Sitoo-Contact': { namefirst: 'Maja' } } },
  })
  expect(dry.items[0]?.requests).toMatchObject([
    {
      method: 'POST',
      address: `${vendor.apiBase}/v2/subscribers`,
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body: expect.stringContaining('"value":"Maja"') as string,
    },
  ])
  expect(JSON.stringify(dry)).not.toContain(vendor.apiKey)
  expect(vendor.asked).toStrictEqual([])
  const sent = await call('subscribers', true)
  expect(sent.items[0]).toMatchObject({
    state: 'arrived',
    there: { email: sent.items[0]?.item['email'] },
  })
  expect(sent.items[0]?.requests[0]).toMatchObject({
    method: 'POST',
    bytes: expect.any(Number) as number,
  })
  expect(vendor.account.subscribers.size).toBe(1)
})

test('an order that was sent as a test is in the group once, before the run and after it', async () => {
  const { call, push, vendor } = await ruleWithSales()
  const sent = await call('orders', true, 'shop:2')
  expect(sent.items).toMatchObject([{ key: 'shop:2', state: 'arrived' }])
  const held = () =>
    [...vendor.account.records.values()].flatMap(({ values }) => values.get('orderid') ?? [])
  expect(held()).toStrictEqual(['shop:2'])
  await push()
  await push()
  expect(held().toSorted()).toStrictEqual(['shop:1', 'shop:2', 'shop:3'])
})
