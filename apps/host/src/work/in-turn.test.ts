import { expect, test } from 'vitest'
import { endLease, takeLease } from '../store/index.ts'
import { shortWaits } from '../testing/scripted-host.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { inTurn } from './in-turn.ts'

const { signal } = new AbortController()
const waits = { ...shortWaits, busyMs: 5 }

test('whoever is at it is waited for, and kept away meanwhile', async () => {
  const installation = await scriptedInstallation()
  const { store } = installation
  const take = (owner: string) =>
    store.write((dialect, org) => takeLease(dialect, org, 'sink', owner, 60_000))
  const taken = await take('delivery')
  if (taken.status !== 'taken') throw new Error('Somebody else has the lease.')
  const order: string[] = []
  const erasing = inTurn({ store, signal, waits })('sink', async () => {
    order.push('erased', (await take('delivery')).status)
    return 'done'
  })
  order.push('delivered')
  await store.write((dialect, org) =>
    endLease(dialect, org, taken.lease, { forMs: 0, failures: 0 }),
  )
  expect(await erasing).toBe('done')
  expect(order).toStrictEqual(['delivered', 'erased', 'busy'])
  expect((await take('delivery')).status).toBe('taken')
  await installation.close()
})

test('what fails gives the place back', async () => {
  const installation = await scriptedInstallation()
  const { store } = installation
  const alone = inTurn({ store, signal, waits })
  await expect(alone('sink', () => Promise.reject(new Error('odd')))).rejects.toThrow('odd')
  expect(await alone('sink', async () => 'done')).toBe('done')
  await installation.close()
})
