import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeRegistrations, type Store } from '../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { recentRegistrations } from './recent-registrations.ts'

let host: ScriptedInstallation
let now = 0
beforeEach(async () => {
  host = await scriptedInstallation()
  now = 0
})
afterEach(() => host.close())

const register = (id: string) =>
  host.store.write((dialect, org) => writeRegistrations(dialect, org, 'shop', [{ id }], 1))

const open = (store: Store = host.store) => recentRegistrations(store, 'shop', () => now)

test('what was read a moment ago is not read again', async () => {
  const registered = open()
  await register('a')
  await registered(false)
  await register('b')
  now = 999
  expect(await registered(false)).toStrictEqual([{ id: 'a' }])
})

test('after a second it is read again', async () => {
  const registered = open()
  await register('a')
  await registered(false)
  await register('b')
  now = 1000
  expect(await registered(false)).toStrictEqual([{ id: 'b' }])
})

test('it is read anew where that is wanted, and that is then known', async () => {
  const registered = open()
  expect(await registered(false)).toStrictEqual([])
  await register('a')
  expect(await registered(true)).toStrictEqual([{ id: 'a' }])
  expect(await registered(false)).toStrictEqual([{ id: 'a' }])
})

test('a store that could not be read is asked again by the next', async () => {
  let isBroken = true
  const registered = open({
    ...host.store,
    read: (work) =>
      isBroken ? Promise.reject(new Error('The disk is gone.')) : host.store.read(work),
  })
  await expect(registered(false)).rejects.toThrow('The disk is gone.')
  isBroken = false
  expect(await registered(false)).toStrictEqual([])
})
