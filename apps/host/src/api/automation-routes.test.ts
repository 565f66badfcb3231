import { expect, test } from 'vitest'
import type { Automation } from '../config/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { auditRows, readConsumer } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { tellingTeam, type ToldMessage } from '../testing/telling-team.ts'

const dayMs = 86_400_000
const automation: Automation = {
  id: 'desk',
  on: { event: 'order.paid' },
  connections: undefined,
  in: [],
  notIn: [],
  steps: [
    {
      afterMs: 0,
      values: {},
      deed: { action: 'slack', through: 'team.message', text: 'Order {{ order.number }} is paid.' },
    },
  ],
  onHistory: false,
  withinMs: 3 * dayMs,
  purpose: 'marketing',
  consent: 'required',
  brake: 5000,
  perMinute: 600,
  paused: false,
}

const order = (id: string, placedAt = new Date().toISOString()) => ({
  entity: 'order',
  id,
  row: {
    connection: 'shop',
    number: id.slice(5),
    status: 'paid',
    placedAt,
    currency: 'EUR',
    total: 5000,
    email: 'ida@shop.example',
  },
})

/** A serving host that has begun to follow, so that what comes now is no history. */
async function servingHost() {
  const told: ToldMessage[] = []
  const host = await scriptedHost({
    connections: [tellingTeam(told)],
    configuration: { automations: new Map([['desk', automation]]) },
  })
  const { store } = host.installation
  await writeRows(store, [order('shop:1', '2026-01-01T00:00:00.000Z')])
  await host.begin()
  await until(
    async () =>
      (await store.read((dialect, org) => readConsumer(dialect, org, '$automation/desk')))
        ?.backfillId === undefined &&
      (await store.read((dialect, org) => readConsumer(dialect, org, '$automation/desk'))) !==
        undefined,
  )
  const call = async (path: string, method = 'GET', body: object = {}) => {
    const answer = await host.call(path, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  return { host, told, call, store }
}

test('a serving host answers what happens, once, and never what was there before', async () => {
  const { told, store, call } = await servingHost()
  await writeRows(store, [order('shop:2')])
  await until(() => told.length > 0)
  await writeRows(store, [{ ...order('shop:2'), row: { ...order('shop:2').row, total: 6000 } }])
  const { body } = await call('/api/automations/desk/runs')
  expect([told.map(({ text }) => text), body['runs']]).toMatchObject([
    ['Order 2 is paid.'],
    [{ automation: 'desk', of: 'order/shop:2', steps: [{ step: 1, action: 'slack' }] }],
  ])
})

test('what is paused keeps what happens until it goes on, and both stand in the audit log', async () => {
  const { told, store, call } = await servingHost()
  expect((await call('/api/automations/desk/pause', 'POST')).body).toStrictEqual({
    id: 'desk',
    state: 'paused',
    skipped: 0,
  })
  await writeRows(store, [order('shop:2')])
  await until(async () => {
    const [shown] = (await call('/api/automations')).body['automations'] as {
      readonly state: string
      readonly steps: { readonly due?: number }
    }[]
    return shown?.state === 'paused' && shown.steps.due === 1
  })
  expect(told).toStrictEqual([])
  await call('/api/automations/desk/resume', 'POST')
  await until(() => told.length > 0)
  const rows = await store.read((dialect, org) => auditRows(dialect, org, { limit: 2 }))
  expect(rows.map(({ action, target }) => [action, target])).toStrictEqual([
    ['automation.resume', 'desk'],
    ['automation.pause', 'desk'],
  ])
})

test('what waits can be left out', async () => {
  const { told, store, call } = await servingHost()
  await call('/api/automations/desk/pause', 'POST')
  await writeRows(store, [order('shop:2')])
  await until(async () => {
    const { body } = await call('/api/automations/desk/runs')
    return (body['runs'] as unknown[]).length === 1
  })
  const { body } = await call('/api/automations/desk/resume', 'POST', { skipWaiting: true })
  expect([body['skipped'], told]).toStrictEqual([1, []])
})

test('a dry run says what would have been sent, and sends nothing', async () => {
  const { told, call } = await servingHost()
  const { body } = await call('/api/automations/desk/dry-run', 'POST', {
    from: '2025-12-01T00:00:00Z',
    to: '2026-02-01T00:00:00Z',
  })
  expect([body, told]).toStrictEqual([
    {
      automation: 'desk',
      from: '2025-12-01T00:00:00.000Z',
      to: '2026-02-01T00:00:00.000Z',
      happened: 1,
      wanted: 1,
      steps: [{ action: 'slack', would: 1, not: {} }],
    },
    [],
  ])
})

test.each([
  ['/api/automations/desks', 'GET', 404, 'There is no automation desks; did you mean desk?'],
  ['/api/automations/desk/runs?limit=0', 'GET', 400, 'Expected a `limit` from 1 to 500.'],
  ['/api/customers/nobody/automations', 'GET', 404, 'There is no such person.'],
])('%s is answered with a problem', async (path, method, status, detail) => {
  const { call } = await servingHost()
  const answer = await call(path, method)
  expect([answer.status, answer.body['detail']]).toStrictEqual([status, detail])
})
