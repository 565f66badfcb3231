import type { Key, Outcome } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../../config/index.ts'
import { lockPerson, occurrencesOf, personLocks } from '../../store/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../../testing/scripted-installation.ts'
import { orderMapping, scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { followCustomers } from '../persons/follow.ts'
import { personsAfter } from '../persons/person.ts'
import { goOnWithErasures } from './due-erasures.ts'
import { erasePerson } from './erase-person.ts'
import { listErasures } from './listed-erasures.ts'

const canary = 'ida.canary@example.com'
const minuteMs = 60_000
const { signal } = new AbortController()
const fault = { $fault: 'v1', kind: 'transient', message: 'The vendor is down.' } as const
const mapping = {
  ...orderMapping,
  fields: { ...orderMapping.fields, email: '$.email', customerId: '$.customer' },
}

let installation: ScriptedInstallation
let now: number
const clock = () => now
beforeEach(async () => {
  installation = await scriptedInstallation()
  now = 1_000_000
})
afterEach(() => installation.close())

/** A shop that answers as the script says, then with `ok`; what it was asked with is kept. */
function shopAnswering(script: Outcome[]) {
  const shop = scriptedShop(0)
  shop.rows.set(1, { id: 1, total: '10.00', customer: 'ida', email: canary })
  const { connector, ...rest } = shopConnection(shop, { mappings: [mapping] })
  const asked: Readonly<Record<string, readonly Key[]>>[] = []
  const erase: Connection['connector']['erase'] = async (_context, _person, keys) => {
    asked.push(keys)
    return script.shift() ?? { status: 'ok' }
  }
  const connection: Connection = { ...rest, connector: { ...connector, erase } }
  return { shop, connection, asked }
}

async function begun(script: Outcome[]) {
  const made = shopAnswering(script)
  await installation.sync(made.connection)
  const scene = installation.installation([made.connection], [])
  const [found = ''] = await idsOfPersons(scene)
  const by = { kind: 'command', user: 'lone' } as const
  await erasePerson(scene, found, { by, signal, now: clock })
  return { ...made, scene, goOn: () => goOnWithErasures(scene, { signal, now: clock }) }
}

async function idsOfPersons(scene: ReturnType<ScriptedInstallation['installation']>) {
  await followCustomers(scene.store, { signal })
  const found = await scene.store.read((dialect, org) => personsAfter(dialect, org, '', 10))
  return found.map(({ id }) => id)
}

const listed = () => installation.store.read((dialect, org) => listErasures(dialect, org, 10))
const down = (): Outcome => ({ status: 'failed', fault })

test('an erasure that failed at a vendor says where it stands, and when it is tried again', async () => {
  await begun([down()])
  expect(await listed()).toMatchObject([
    {
      state: 'open',
      askedBy: 'lone',
      askedAt: 1_000_000,
      attempts: 1,
      nextAt: 1_000_000 + minuteMs,
      vendors: [{ connection: 'shop', status: 'failed', fault }],
      left: [],
    },
  ])
})

test('it is not tried before its time, and then until it is done', async () => {
  const { goOn, asked } = await begun([down(), down()])
  expect(await goOn()).toStrictEqual([])
  now += minuteMs
  expect(await goOn()).toMatchObject([{ erasure: { ok: false } }])
  now += minuteMs
  expect(await goOn()).toStrictEqual([])
  now += minuteMs
  expect(await goOn()).toMatchObject([{ erasure: { ok: true } }])
  expect(await listed()).toMatchObject([{ state: 'done', askedBy: 'lone', askedAt: 1_000_000 }])
  expect(asked).toStrictEqual([1, 2, 3].map(() => ({ orders: [[1]] })))
})

test('a vendor that wants more time is left alone so long', async () => {
  await begun([{ status: 'pending', ticket: 't', afterMs: 10 * minuteMs }])
  expect(await listed()).toMatchObject([{ state: 'open', nextAt: 1_000_000 + 10 * minuteMs }])
})

test('nothing of the person comes back while it is open, nor when it is done', async () => {
  const { shop, connection, goOn } = await begun([down()])
  shop.rows.set(1, { id: 1, total: '11.00', customer: 'ida', email: canary })
  shop.rows.set(2, { id: 2, total: '12.00', customer: 'ida', email: canary.toUpperCase() })
  await installation.sync(connection, { full: true })
  const { store } = installation
  const found = await store.read((dialect, org) => occurrencesOf(dialect, org, canary))
  const places = new Set(found.map(({ table }) => table))
  expect([...places].toSorted()).toStrictEqual(['person_erasure', 'person_lock'])
  shop.rows.delete(2)
  now += minuteMs
  await goOn()
  await installation.sync(connection, { full: true })
  expect(await store.read((dialect, org) => occurrencesOf(dialect, org, canary))).toStrictEqual([])
})

test('what is for people to do is told, and not tried again', async () => {
  await begun([{ status: 'skipped', again: 'later', reason: 'Do it there.' }])
  expect(await listed()).toMatchObject([
    { state: 'byHand', vendors: [{ status: 'unable', reason: 'Do it there.' }] },
  ])
  const { store } = installation
  expect(await store.read((dialect, org) => personLocks(dialect, org))).toStrictEqual([])
})

test('a process that died after it had begun is gone on with by the next', async () => {
  const made = shopAnswering([])
  await installation.sync(made.connection)
  const scene = installation.installation([made.connection], [])
  const [id = ''] = await idsOfPersons(scene)
  const dying = new AbortController()
  const { connector } = made.connection
  const killed: Connection = {
    ...made.connection,
    connector: {
      ...connector,
      erase: () => {
        dying.abort()
        return Promise.reject(new Error('killed'))
      },
    },
  }
  const by = { kind: 'command' } as const
  const dead = erasePerson(installation.installation([killed], []), id, {
    by,
    signal: dying.signal,
    now: clock,
  })
  await expect(dead).rejects.toThrow('aborted')
  now += minuteMs
  expect(await goOnWithErasures(scene, { signal, now: clock })).toMatchObject([
    { person: id, erasure: { ok: true, records: 1 } },
  ])
  expect(made.asked).toStrictEqual([{ orders: [[1]] }])
})

test('a lock of nobody goes', async () => {
  const { store } = installation
  const lock = { person: 'nobody', attempts: 1, dueAt: 0 }
  await store.write((dialect, org) => lockPerson(dialect, org, lock, [canary]))
  const scene = installation.installation([], [])
  const came = await goOnWithErasures(scene, { signal, now: clock })
  expect(came).toMatchObject([{ person: 'nobody', error: { kind: 'notFound' } }])
  expect(await store.read((dialect, org) => personLocks(dialect, org))).toStrictEqual([])
})
