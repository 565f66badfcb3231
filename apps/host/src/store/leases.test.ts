import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import {
  endLease,
  endRest,
  isLeased,
  keepLease,
  takeLease,
  type Lease,
  type TakenLease,
} from './leases.ts'

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
})
afterEach(() => host.close())

const longMs = 60_000
const take = (owner: string, forMs = longMs) =>
  host.store.write((dialect, org) => takeLease(dialect, org, 'sync shop', owner, forMs))

function leaseOf(taken: TakenLease): Lease {
  if (taken.status !== 'taken') throw new Error(`The lease is ${taken.status}.`)
  return taken.lease
}

test('one process at a time has a lease', async () => {
  expect(await take('one')).toMatchObject({ status: 'taken', failures: 0 })
  expect(await take('two')).toStrictEqual({ status: 'busy' })
  expect(await host.store.read((dialect, org) => isLeased(dialect, org, 'sync shop'))).toBe(true)
})

test('a lease that is not kept can be taken, and whoever had it cannot keep it any more', async () => {
  const old = leaseOf(await take('one', 20))
  await delay(40)
  expect(await host.store.read((dialect, org) => isLeased(dialect, org, 'sync shop'))).toBe(false)
  const taken = leaseOf(await take('two'))
  expect(taken.fence).toBe(old.fence + 1)
  expect(await host.store.write((dialect, org) => keepLease(dialect, org, old, longMs))).toBe(false)
  await host.store.write((dialect, org) => endLease(dialect, org, old, { forMs: 0, failures: 0 }))
  expect(await take('one')).toStrictEqual({ status: 'busy' })
})

test('a lease that is kept stays', async () => {
  const lease = leaseOf(await take('one', 50))
  expect(await host.store.write((dialect, org) => keepLease(dialect, org, lease, longMs))).toBe(
    true,
  )
  await delay(80)
  expect(await take('two')).toStrictEqual({ status: 'busy' })
})

test('what is in trouble rests, and tells the next how often it failed', async () => {
  const lease = leaseOf(await take('one'))
  await host.store.write((dialect, org) =>
    endLease(dialect, org, lease, { forMs: 60, failures: 3 }),
  )
  const resting = await take('two')
  expect(resting.status).toBe('rests')
  await delay(80)
  expect(await take('two')).toMatchObject({ status: 'taken', failures: 3 })
})

test('of many that ask at the same time one is given it', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, (_, at) => take(`owner ${at}`)))
  expect(all.filter(({ status }) => status === 'taken')).toHaveLength(1)
})

test('an owner that could not give its lease back takes it again, with another fence', async () => {
  const first = leaseOf(await take('one'))
  expect(leaseOf(await take('one')).fence).toBe(first.fence + 1)
})

test('what rests can be told to try at once', async () => {
  const lease = leaseOf(await take('one'))
  const rest = { forMs: longMs, failures: 3 }
  await host.store.write((dialect, org) => endLease(dialect, org, lease, rest))
  expect(await take('two')).toMatchObject({ status: 'rests' })
  await host.store.write((dialect, org) => endRest(dialect, org, 'sync shop'))
  expect(await take('two')).toMatchObject({ status: 'taken', failures: 0 })
})
