import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { defaultPeople } from '../config/index.ts'
import { fillFromBackup, membersIn, openStore, takeBackup } from '../store/index.ts'
import { newStorePlace } from '../testing/test-stores.ts'
import { openPeople } from './index.ts'
import { password, peopleWorld } from './testing/people-world.ts'

test('who was a member before is one after a restore, with the same password and no session', async () => {
  const world = await peopleWorld()
  const id = await world.begin()
  const cookie = await world.enter()
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-people-'))
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
    rmSync(folder, { recursive: true })
  })
  await takeBackup(world.store, join(folder, 'backup'), 0)
  await fillFromBackup(store, join(folder, 'backup'), function* () {})
  const people = openPeople({
    store,
    now: Date.now,
    settings: defaultPeople,
    url: 'https://data.example',
    mailReset: async () => {},
  })
  const entered = await people.ask({
    method: 'POST',
    path: '/sign-in/email',
    body: { email: 'ida@example.com', password },
    cookie: undefined,
    address: undefined,
    browser: undefined,
  })
  const members = await store.read((dialect, org) => membersIn(dialect, org))
  expect([entered.status, members.map((each) => each.id)]).toStrictEqual([200, [id]])
  expect(await people.signedIn(cookie)).toBeUndefined()
})
