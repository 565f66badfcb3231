import { expect, onTestFinished, test } from 'vitest'
import { pauseConnection, resumeConnection, type Store } from '../store/index.ts'
import { shortWaits } from '../testing/scripted-host.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { unlessPaused } from './unless-paused.ts'

async function scene() {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  return { store: installation.store, waits: shortWaits }
}

function pause(store: Store): Promise<boolean> {
  return store.write((dialect, org) =>
    pauseConnection(dialect, org, { connection: 'shop', pausedAt: 0, pausedBy: 'staff' }),
  )
}

const { signal } = new AbortController()
const aborted = (of: AbortSignal) =>
  new Promise<string>((resolve) => of.addEventListener('abort', () => resolve('stopped')))

test('work under way is told to stop when its connection is paused', async () => {
  const host = await scene()
  const working = unlessPaused(host, 'shop', signal, aborted)
  await pause(host.store)
  expect(await working).toBe('stopped')
})

test('of a paused connection nothing is begun, and of others everything', async () => {
  const host = await scene()
  await pause(host.store)
  const begun: string[] = []
  for (const connection of ['shop', 'other'])
    await unlessPaused(host, connection, signal, async () => begun.push(connection))
  expect(begun).toStrictEqual(['other'])
  await host.store.write((dialect, org) => resumeConnection(dialect, org, 'shop'))
  expect(await unlessPaused(host, 'shop', signal, async () => 'goes on')).toBe('goes on')
})
