import type { Context } from '@cartograph/core'
import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { deletedItem } from '@cartograph/testkit/reading'
import { afterEach, expect, test } from 'vitest'
import { actions } from './actions.ts'
import { checkHeyloyalty } from './check.ts'
import { discover } from './discover.ts'
import { erase } from './erase.ts'
import { prepare } from './prepare.ts'
import type { Settings } from './settings.ts'
import { testContext, type Given } from './testing/context.ts'
import { memberItem, orderItem, yes } from './testing/items.ts'
import { heyloyalty } from './connector.ts'
import { writeMembers } from './write-members.ts'
import { writeOrders } from './write-orders.ts'

/** Anna unsubscribed in Heyloyalty today, after she had agreed here. */
const now = Date.UTC(2026, 10, 1, 12)
const email = 'anna@shop.example'

let account: SimulatedHeyloyalty
afterEach(() => account.close())

async function withAnna(options: HeyloyaltyOptions = {}): Promise<string> {
  account = await startHeyloyalty({ now: () => now, ...options })
  const { admin, list } = account
  for (const name of ['total_orders', 'interests']) admin.addField(list.id, { name })
  const id = admin.addMember(list.id, { email, firstname: 'Anna' })
  admin.unsubscribe(list.id, id)
  return id
}

/** Sixty others, among whom she is. */
const crowd = () => Array.from({ length: 60 }, (_none, index) => `reader${index}@shop.example`)
const many = (cause: 'live' | 'backfill') =>
  [...crowd(), email].map((one) =>
    memberItem({ email: one, fields: { city: 'Aarhus' } }, { cause }),
  )
const anna = (more: object = {}) => memberItem({ email, fields: { city: 'Aarhus' }, ...more })

type Path = readonly [
  name: string,
  walk: (context: Context<Settings>, id: string) => Promise<unknown>,
  settings?: Given,
  options?: HeyloyaltyOptions,
]

const hidden: HeyloyaltyOptions = { unknowns: { unsubscribedAre: 'hidden' } }
const flat: HeyloyaltyOptions = { unknowns: { memberForm: 'flat', upsertUpdates: 'wholly' } }

const paths: readonly Path[] = [
  ['a change by address', (context) => writeMembers(context, [anna()])],
  [
    'a change by the id of Heyloyalty',
    (context, id) => writeMembers(context, [{ ...anna(), remoteId: id }]),
  ],
  [
    'a change by an id that is gone',
    (context) => writeMembers(context, [{ ...anna(), remoteId: 'x' }]),
  ],
  [
    'an address in capitals',
    (context) => writeMembers(context, [memberItem({ email: 'ANNA@shop.example' })]),
  ],
  ['PUT', (context) => writeMembers(context, [anna()]), { updateWith: 'put' }],
  ['an upsert', (context) => writeMembers(context, [anna()]), { updateWith: 'upsert' }],
  [
    'an upsert that replaces',
    (context) => writeMembers(context, [anna()]),
    { updateWith: 'upsert' },
    flat,
  ],
  ['members in the older form', (context) => writeMembers(context, [anna()]), {}, flat],
  ['a batch', (context) => writeMembers(context, many('live'))],
  ['a bulk import', (context) => writeMembers(context, many('backfill'))],
  [
    'a bulk import on a list with double opt-in',
    (context) => writeMembers(context, many('backfill')),
    { doubleOptIn: 'skip' },
    { doubleOptIn: true },
  ],
  ['a replay', (context) => writeMembers(context, [{ ...anna(), cause: 'replay' }])],
  [
    'people who never said a word',
    (context) => writeMembers(context, [anna({ consents: [] })]),
    { withoutConsent: 'add' },
  ],
  [
    'an opt-out that Heyloyalty is not told',
    (context) => writeMembers(context, [anna({ consents: [{ ...yes, state: 'withdrawn' }] })]),
    { optOuts: 'keep' },
  ],
  [
    'an older yes where newer ones let back',
    (context) => writeMembers(context, [anna()]),
    { reactivate: 'newerConsent' },
  ],
  [
    'a clock of Heyloyalty that is behind',
    (context) =>
      writeMembers(context, [
        anna({ consents: [{ ...yes, at: new Date(now - 1).toISOString() }] }),
      ]),
    { reactivate: 'newerConsent' },
  ],
  [
    'a list that hides her',
    (context) => writeMembers(context, [anna()]),
    { unsubscribedAre: 'hidden' },
    hidden,
  ],
  [
    'a batch on a list that hides her',
    (context) => writeMembers(context, many('live')),
    { unsubscribedAre: 'hidden' },
    hidden,
  ],
  [
    'a back-fill on a list that hides her',
    (context) => writeMembers(context, many('backfill')),
    { unsubscribedAre: 'hidden' },
    hidden,
  ],
  [
    'a list that hides her and says it otherwise',
    (context) => writeMembers(context, [anna()]),
    { unsubscribedAre: 'hidden' },
    { unknowns: { unsubscribedAre: 'hidden', duplicateAnswer: { status: 409, error: 'No.' } } },
  ],
  [
    'a customer who is gone',
    (context) => writeMembers(context, [deletedItem(email)]),
    { whenGone: 'unsubscribe' },
  ],
  ['orders', (context) => writeOrders(context, [orderItem('shop:1/bought', { email })])],
  [
    'a trigger',
    (context) => actions.trigger.run(context, { category: 'cart', email }, { idempotencyKey: '1' }),
  ],
  [
    'a trigger for strangers that is answered well',
    (context) => actions.trigger.run(context, { category: 'cart', email }, { idempotencyKey: '1' }),
    {},
    { unknowns: { strangerStatus: 200 } },
  ],
  [
    'prepare',
    (context) => prepare(context),
    {
      segments: [{ name: 'All', filters: { email: { nie: '' } } }],
      fields: [{ name: 'size', format: 'text' }],
    },
  ],
  ['check', (context) => checkHeyloyalty(context)],
  ['discover', (context) => discover(context)],
  [
    'reading',
    async (context) => {
      let read = 0
      for (const stream of Object.values(
        heyloyalty.parts({ config: context.config, found: null }).streams ?? {},
      )) {
        const pages = stream.list?.read(context, { params: null }, undefined)
        for await (const { items } of pages ?? []) read += items.length
      }
      expect(read).toBeGreaterThan(0)
    },
  ],
  ['an erasure of somebody else', (context) => erase(context, { email: 'bo@shop.example' }, {})],
]

const told = paths.map(([name, walk, settings = {}, options = {}]) => ({
  name,
  walk,
  settings,
  options,
}))

test.each(told)(
  'who unsubscribed stays unsubscribed after $name',
  async ({ walk, settings, options }) => {
    const id = await withAnna(options)
    await walk(testContext(account, settings), id)
    const { list, account: held } = account
    const standing = [...list.members.values()]
      .filter(({ values }) => values.get('email') === email)
      .map(({ id: her, status }) => [her, status])
    expect(standing).toStrictEqual([[id, 'unsubscribed']])
    expect(held.reactivated).toStrictEqual([])
    expect(held.triggered).toStrictEqual([])
  },
)

test('the others of a bulk import are members afterwards, and she was in no file', async () => {
  await withAnna()
  const outcomes = await writeMembers(testContext(account), many('backfill'))
  expect(account.list.members.size).toBe(61)
  expect(outcomes.at(-1)).toMatchObject({ status: 'skipped' })
  expect(account.asked.filter((one) => one.endsWith('/import'))).toHaveLength(1)
})

test('a newer yes lets her back where the settings ask for it, and not otherwise', async () => {
  const id = await withAnna()
  const newer = [{ ...yes, at: new Date(now + 60_000).toISOString() }]
  await writeMembers(testContext(account), [anna({ consents: newer })])
  expect(account.list.members.get(id)?.status).toBe('unsubscribed')
  await writeMembers(testContext(account, { reactivate: 'newerConsent' }), [
    anna({ consents: newer }),
  ])
  expect(account.list.members.get(id)?.status).toBe('active')
})
