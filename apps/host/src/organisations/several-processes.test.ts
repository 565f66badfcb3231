import { expect, test } from 'vitest'
import { until } from '../testing/scripted-host.ts'
import { usualStoreKind } from '../testing/test-stores.ts'
import { founded, installed, shopConnection } from './testing/installed.ts'

test('another process on the same store notices a change by itself', async () => {
  const host = await installed()
  const other = await host.beside()
  const wanted = { template: 'overview' }
  expect(await host.put(host.token, 'dashboards/mine', wanted)).toBe(201)
  await until(async () => (await other.ask(host.token, '/api/dashboards/mine')).status === 200)
  expect(usualStoreKind()).toBe('postgres')
})

test('another process on the same store knows an organisation that was made elsewhere', async () => {
  const host = await installed()
  const other = await host.beside()
  const secret = await founded(host, 'solsikke')
  await host.put(secret, 'connections/butik', shopConnection)
  await until(async () => {
    const answer = await other.ask(secret, '/api/status')
    return answer.status === 200 && (await answer.text()).includes('butik')
  })
  expect((await other.ask(host.token, '/api/organisations')).status).toBe(200)
})
