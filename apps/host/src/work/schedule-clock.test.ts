import { afterEach, expect, test, vi } from 'vitest'
import { readSchedules } from '../store/index.ts'
import { shortWaits } from '../testing/scripted-host.ts'
import { noWaits, scriptedInstallation } from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { openWork } from './index.ts'

const hourMs = 3_600_000

afterEach(() => vi.restoreAllMocks())

test('a machine whose clock is ahead keeps nobody waiting for the next slot', async () => {
  const given = await scriptedInstallation()
  const machine = Date.now
  const present = machine()
  vi.spyOn(Date, 'now').mockImplementation(() => machine() + hourMs)
  const stopping = new AbortController()
  const shop = { ...shopConnection(scriptedShop(0)), schedule: '* * * * *' }
  const work = await openWork(given.installation([shop], []), {
    log: () => {},
    signal: stopping.signal,
    waits: shortWaits,
    engine: { waits: noWaits },
  })
  const [schedule] = await given.store.read((dialect, org) => readSchedules(dialect, org))
  expect(schedule?.nextAt).toBeLessThan(present + hourMs / 2)
  stopping.abort()
  await work.idle()
  await given.close()
})
