import { expect, test } from 'vitest'
import { parseKeyring } from '../sealing/index.ts'
import { readRegistrations, writeRegistrations, type Store } from '../store/index.ts'
import { tablesWith } from '../store/testing/stored-texts.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'

const keyring = parseKeyring(Buffer.alloc(32, 1).toString('base64'), 'a test')
const registered = [{ id: 'hook', secret: 'whsec_canary' }]

function sealing(store: Store): Store {
  return {
    ...store,
    read: (work) => store.read((dialect, org) => work({ ...dialect, keyring }, org)),
    write: (work) => store.write((dialect, org) => work({ ...dialect, keyring }, org)),
  }
}

test('a host that begins with a key seals what was written without one, and works with it as before', async () => {
  const host = await scriptedHost({
    connections: [],
    store: sealing,
    configuration: { secretKey: { environment: 'KEY' } },
  })
  const { store } = host.installation
  await store.write((dialect, org) => writeRegistrations(dialect, org, 'gone', registered, 7))
  const inClear = () => store.read((dialect) => tablesWith(dialect, ['whsec_canary']))
  expect(await inClear()).toStrictEqual(['registration'])
  await host.begin()
  await until(async () => (await inClear()).length === 0)
  const read = sealing(store).read((dialect, org) => readRegistrations(dialect, org, 'gone'))
  expect((await read)?.registered).toStrictEqual(registered)
})
