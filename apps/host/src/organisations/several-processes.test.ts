import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfiguration } from '../config/index.ts'
import { openLines } from '../connections/index.ts'
import type { LogLine } from '../telemetry/index.ts'
import { shortWaits } from '../testing/short-waits.ts'
import { openWorkers } from './open-workers.ts'
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

test('a worker works beside a host without a fault, and reads its configuration again', async () => {
  const host = await installed()
  const origin = { file: join(host.folder, 'cartograph.yaml'), environment: {} }
  const { configuration } = await loadConfiguration(origin.file, origin)
  if (configuration === undefined) throw new Error('The file is wrong.')
  const lines: LogLine[] = []
  const ending = new AbortController()
  const worker = await openWorkers(
    { configuration, store: host.store, lines: openLines({}, host.store) },
    {
      origin,
      log: (line) => lines.push(line),
      signal: ending.signal,
      waits: { ...shortWaits, pollMs: 500 },
    },
  )
  onTestFinished(async () => {
    ending.abort()
    await worker.idle()
  })
  await worker.begin()
  await worker.reload()
  const health = await worker.metricsApp.request('http://localhost/health')
  expect(health.status).toBe(200)
  expect(lines.filter(({ level }) => level === 'error')).toStrictEqual([])
})
