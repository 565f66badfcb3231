import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepClockOffset, openStore, readAccount, writeAccount, type Store } from './index.ts'

let folder = ''
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-accounts-'))
  store = await openStore({ store: join(folder, 'a.db'), organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const known = {
  fingerprint: 'f1',
  account: { timeZone: 'Europe/Stockholm', name: 'Nordlys' },
  clockOffsetMs: 0,
  checkedAt: 1000,
}
const read = () => store.read((dialect, org) => readAccount(dialect, org, 'shop'))

test('an account is read as it was written, and one that was never checked is unknown', async () => {
  expect(await read()).toBeUndefined()
  await store.write((dialect, org) => writeAccount(dialect, org, 'shop', known))
  expect(await read()).toStrictEqual(known)
})

test('what was learnt of the clock is kept, and nothing else changes', async () => {
  await store.write((dialect, org) => writeAccount(dialect, org, 'shop', known))
  await store.write((dialect, org) => keepClockOffset(dialect, org, 'shop', -4000))
  expect(await read()).toStrictEqual({ ...known, clockOffsetMs: -4000 })
})
