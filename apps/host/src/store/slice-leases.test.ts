import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { acquireSlice, keepSlice, releaseSlice, type HeldSlice } from './slice-leases.ts'
import { planSlices } from './slice-plans.ts'
import { openSlices } from './slices.ts'

const place = { connection: 'shop', stream: 'orders' }
const longMs = 60_000

let host: ScriptedInstallation
beforeEach(async () => {
  host = await scriptedInstallation()
  const slice = { scope: '', params: 'null', tail: false, estimate: null, walk: 'rows' } as const
  const planned = [
    { ...slice, id: 'a', group: 'store' },
    { ...slice, id: 'b', group: 'store' },
    { ...slice, id: 'c', group: null },
  ]
  await host.store.write((dialect, org) => planSlices(dialect, org, place, planned, 1, 0))
})
afterEach(() => host.close())

const acquire = (id: string, owner: string, forMs = longMs) =>
  host.store.write((dialect, org) => acquireSlice(dialect, org, place, id, { owner, forMs }))
const keep = (slice: HeldSlice) =>
  host.store.write((dialect, org) => keepSlice(dialect, org, place, slice, longMs))

function given(slice: HeldSlice | undefined): HeldSlice {
  if (slice === undefined) throw new Error('The slice was not given.')
  return slice
}

test('a slice that one process reads is given to no other, and says who reads it', async () => {
  given(await acquire('c', 'one'))
  expect(await acquire('c', 'two')).toBeUndefined()
  const open = await host.store.read((dialect, org) => openSlices(dialect, org, place))
  expect(open.map(({ id, owner }) => [id, owner])).toStrictEqual([
    ['a', null],
    ['b', null],
    ['c', 'one'],
  ])
})

test('a slice whose lease ran out is given away, and the fence tells the old holder', async () => {
  const old = given(await acquire('c', 'one', 20))
  await delay(40)
  const taken = given(await acquire('c', 'two'))
  expect(taken.fence).toBe(old.fence + 1)
  expect({ old: await keep(old), taken: await keep(taken) }).toStrictEqual({
    old: false,
    taken: true,
  })
})

test('a slice that is given back can be taken at once', async () => {
  const slice = given(await acquire('c', 'one'))
  await host.store.write((dialect, org) => releaseSlice(dialect, org, place, slice))
  expect(given(await acquire('c', 'two')).fence).toBe(slice.fence + 1)
})

test('of the slices of a group only one is read at a time, by whomever', async () => {
  const first = given(await acquire('a', 'one'))
  expect(await acquire('b', 'two')).toBeUndefined()
  await host.store.write((dialect, org) => releaseSlice(dialect, org, place, first))
  given(await acquire('b', 'two'))
})
