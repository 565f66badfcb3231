import type { Outcome } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { orderMapping, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

const canary = 'ida.canary@example.com'
const fault = { $fault: 'v1', kind: 'transient', message: 'The vendor is down.' } as const
const mapping = { ...orderMapping, fields: { ...orderMapping.fields, email: '$.email' } }

/** A shop that is down so often before it erases. */
function shopDown(times: number): Connection {
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, total: '10.00', email: canary })
  const { connector, ...rest } = shopConnection(shop, { mappings: [mapping] })
  const answers: Outcome[] = Array.from({ length: times }, () => ({ status: 'failed', fault }))
  const erase: Connection['connector']['erase'] = async () => answers.shift() ?? { status: 'ok' }
  return { ...rest, schedule: '0 3 * * *', connector: { ...connector, erase } }
}

test('a host that serves goes on with an erasure until it is done, and says so', async () => {
  const clock = { aheadMs: 0 }
  const host = await scriptedHost({
    connections: [shopDown(2)],
    now: () => Date.now() + clock.aheadMs,
  })
  await host.begin()
  const ask = async (path: string, init?: RequestInit): Promise<unknown> =>
    (await host.call(path, init)).json()
  const found = async () =>
    ((await ask(`/api/customers?search=${canary}`)) as { persons: { id: string }[] }).persons
  await until(async () => (await found()).length === 1)
  const [person] = await found()
  const first = await ask(`/api/customers/${person?.id}/erase`, { method: 'POST', body: '{}' })
  expect(first).toMatchObject({ ok: false, vendors: [{ connection: 'shop', status: 'failed' }] })
  const state = async () =>
    ((await ask('/api/customers/erasures')) as { erasures: { state: string }[] }).erasures[0]?.state
  expect(await state()).toBe('open')
  await until(async () => {
    clock.aheadMs += 120_000
    return (await state()) === 'done'
  })
  const said = host.lines.map(({ message }) => message)
  expect(said).toContain(`The erasure of ${person?.id} is done.`)
  expect(said.filter((message) => message.includes('is not done (shop)'))).toHaveLength(1)
  expect(said.join('\n')).not.toContain(canary)
})
