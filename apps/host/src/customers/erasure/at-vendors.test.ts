import type { Outcome, Person } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../../config/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { sinkDelivery } from '../../testing/scripted-sink.ts'
import { eraseAtVendors } from './at-vendors.ts'
import type { OpenErasure } from './open-erasure.ts'
import type { VendorErasure } from './vendor-erasure.ts'

const { signal } = new AbortController()
const fault = { $fault: 'v1', kind: 'transient', message: 'The vendor is down.' } as const
const email = 'ida@example.com'
const open: OpenErasure = {
  members: ['customer/shop:17'],
  trail: { texts: [email], emails: [email, 'ida@work.example'], phones: ['+4520304050'] },
  keys: { shop: { orders: [[1]] } },
}

let installation: ScriptedInstallation
beforeEach(async () => {
  installation = await scriptedInstallation()
})
afterEach(() => installation.close())

/** A vendor that answers so each time, whoever it is asked about. */
function vendor(answer: () => Promise<Outcome>, asked: Person[] = [], id = 'shop'): Connection {
  const connection = shopConnection(scriptedShop(0))
  const erase: Connection['connector']['erase'] = (_context, person) => {
    asked.push(person)
    return answer()
  }
  return { ...connection, id, connector: { ...connection.connector, erase } }
}

const ask = (
  connections: readonly Connection[],
  before: readonly VendorErasure[] = [],
  what = open,
) => eraseAtVendors(installation.installation(connections, []), what, before, { signal })

const single: OpenErasure = { ...open, trail: { ...open.trail, emails: [email] } }

test('a vendor is asked by its own id, and by every further address', async () => {
  const asked: Person[] = []
  await ask([vendor(async () => ({ status: 'ok' }), asked)])
  expect(asked).toStrictEqual([
    { customerId: '17', email, phone: '+4520304050' },
    { email: 'ida@work.example' },
  ])
})

test('a vendor that has no id of the person is asked by address and number', async () => {
  const asked: Person[] = []
  await ask([vendor(async () => ({ status: 'ok' }), asked, 'mail')], [], single)
  expect(asked).toStrictEqual([{ email, phone: '+4520304050' }])
})

test.each<readonly [Outcome, Omit<VendorErasure, 'connection'>]>([
  [{ status: 'ok' }, { status: 'done' }],
  [
    { status: 'skipped', again: 'changed', reason: 'Nothing is kept.' },
    { status: 'done', reason: 'Nothing is kept.' },
  ],
  [
    { status: 'skipped', again: 'later', reason: 'Do it there.' },
    { status: 'unable', reason: 'Do it there.' },
  ],
  [
    { status: 'pending', ticket: 't', afterMs: 90_000 },
    { status: 'pending', afterMs: 90_000 },
  ],
  [
    { status: 'untouched', afterMs: 5 },
    { status: 'pending', afterMs: 5 },
  ],
  [{ status: 'unknown' }, { status: 'pending', afterMs: 0 }],
  [
    { status: 'failed', fault },
    { status: 'failed', fault },
  ],
])('an outcome %j is told as %j', async (outcome, told) => {
  expect(await ask([vendor(async () => outcome)])).toStrictEqual([{ connection: 'shop', ...told }])
})

test('what a connector throws is a failure of that vendor alone', async () => {
  const found = await ask([
    vendor(() => Promise.reject(new Error('odd')), [], 'shop'),
    vendor(async () => ({ status: 'ok' }), [], 'mail'),
  ])
  expect(found.map(({ connection, status }) => [connection, status])).toStrictEqual([
    ['shop', 'failed'],
    ['mail', 'done'],
  ])
})

test('whoever has nothing more to do is not asked again', async () => {
  const asked: Person[] = []
  const done: VendorErasure = { connection: 'shop', status: 'done' }
  const byHand: VendorErasure = { connection: 'mail', status: 'unable', reason: 'Do it there.' }
  const connections = ['shop', 'mail'].map((id) =>
    vendor(async () => ({ status: 'ok' }), asked, id),
  )
  expect(await ask(connections, [done, byHand])).toStrictEqual([done, byHand])
  expect(asked).toStrictEqual([])
})

test('a vendor whose connection is gone is for people to do', async () => {
  expect(await ask([], [{ connection: 'shop', status: 'failed', fault }])).toMatchObject([
    { connection: 'shop', status: 'unable', reason: expect.stringContaining('configuration') },
  ])
})

function deliveryTo(sink: string) {
  return { ...sinkDelivery(), id: `to-${sink}`, connection: 'sink', sink }
}

test('nobody delivers to a vendor while it is asked', async () => {
  const order: string[] = []
  const connection = vendor(
    async () => {
      order.push('asked')
      return { status: 'ok' }
    },
    [],
    'sink',
  )
  const deliveries = ['b', 'a'].map(deliveryTo)
  const scene = installation.installation([connection], deliveries)
  await eraseAtVendors(scene, single, [], {
    signal,
    alone: async (name, work) => {
      order.push(`took ${name}`)
      const result = await work(signal)
      order.push(`gave ${name}`)
      return result
    },
  })
  const names = ['delivery to sink.a', 'delivery to sink.b']
  expect(order).toStrictEqual([
    ...names.map((name) => `took ${name}`),
    'asked',
    ...names.toReversed().map((name) => `gave ${name}`),
  ])
})
