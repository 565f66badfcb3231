import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { countPieces, readServed, type Store } from '../store/index.ts'
import {
  noWaits,
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { servedConnection, servedDelivery, servedPlace } from '../testing/scripted-served.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { push } from './push.ts'
import { servedBytes } from './served-read.ts'

function dying(store: Store, writes: number): Store {
  let count = 0
  return {
    ...store,
    write: (work) => {
      count += 1
      return count > writes ? Promise.reject(new Error('The process died.')) : store.write(work)
    },
  }
}

async function deliver(host: ScriptedInstallation, writes: number): Promise<boolean> {
  const installation = host.installation([servedConnection()], [servedDelivery()])
  const store = dying(installation.store, writes)
  const options = { signal: new AbortController().signal, engine: { waits: noWaits } }
  const report = await push({ ...installation, store }, options).catch(() => undefined)
  return report?.ok ?? false
}

/** The document as it is served, which is always a whole one. */
async function documentOf({ store }: ScriptedInstallation): Promise<string | undefined> {
  const served = await store.read((dialect, org) => readServed(dialect, org, servedPlace))
  if (served?.version === undefined) return undefined
  const bytes = await buffer(servedBytes(store, servedPlace, served.version, 'identity'))
  expect(createHash('sha256').update(bytes).digest('base64url').slice(0, 22)).toBe(
    served.version.hash,
  )
  return bytes.toString()
}

const before = 'id,total\nshop:1,100\nshop:2,200\n'
const after = 'id,total\nshop:1,900\nshop:3,300\n'

/** A change is delivered by a process that dies before so many writes, and then by another one. */
async function play(writes: number) {
  const host = await scriptedInstallation()
  try {
    const shop = scriptedShop(2)
    const read = () => host.sync(shopConnection(shop), { acceptDeletes: true })
    await read()
    await deliver(host, Infinity)
    shop.rows.set(1, { id: 1, total: '9.00' })
    shop.rows.delete(2)
    shop.rows.set(3, { id: 3, total: '3.00' })
    await read()
    const isDone = await deliver(host, writes)
    const meanwhile = await documentOf(host)
    await host.restart()
    const isMended = await deliver(host, Infinity)
    const pieces = await host.store.read((dialect, org) => countPieces(dialect, org, servedPlace))
    return { isDone, isMended, meanwhile, last: await documentOf(host), pieces }
  } finally {
    await host.close()
  }
}

test('wherever a process dies, a whole document is served, and the next one makes the right one', async () => {
  let isDone = false
  const seen = new Set<string | undefined>()
  for (let writes = 0; !isDone; writes += 1) {
    const { meanwhile, ...end } = await play(writes)
    seen.add(meanwhile)
    isDone = end.isDone
    expect({ writes, ...end }).toStrictEqual({
      writes,
      isDone,
      isMended: true,
      last: after,
      pieces: 6,
    })
  }
  expect(seen).toStrictEqual(new Set([before, after]))
}, 60_000)
