import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Configuration } from '../../config/index.ts'
import { writeRows, type WrittenRow } from '../../customers/testing/commerce-rows.ts'
import { addOrganisation, openStore, rowsAfter, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { countQuota, readQuota } from './read-quota.ts'

const hourMs = 3_600_000
const begin = Date.parse('2026-11-25T12:00:00Z')
const { signal } = new AbortController()

let where: StorePlace
beforeEach(async () => {
  where = await newStorePlace()
})
afterEach(() => where.remove())

/** One after the other: a store in a file is one process's, and here one organisation's, at a time. */
async function inOrganisation<Result>(
  organisation: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ store: where.address, organisation })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function orders(
  connection: string,
  count: number,
  row: object = {},
  kind = '',
): readonly WrittenRow[] {
  return Array.from({ length: count }, (_, number): WrittenRow => ({
    entity: 'order',
    id: `${connection}:${kind}${number}`,
    row: {
      connection,
      status: 'paid',
      total: 1000,
      currency: 'EUR',
      placedAt: '2026-11-20T12:00:00.000Z',
      ...row,
    },
  }))
}

const account = ['nordlys', 'sydlys']

function configurationOf(
  connections: readonly string[],
  paidOrders?: number,
): Pick<Configuration, 'connections' | 'quota'> {
  const shop = shopConnection(scriptedShop(0))
  return {
    connections: new Map(connections.map((id) => [id, { ...shop, id }])),
    quota: { organisations: account, ...(paidOrders !== undefined && { paidOrders }) },
  }
}

/** Counts what an organisation has, and reads the quota of the account as it sees it. */
function quotaIn(
  organisation: string,
  configuration: Pick<Configuration, 'connections' | 'quota'>,
  now = begin,
) {
  return inOrganisation(organisation, async (store) => {
    await countQuota({ store, configuration, now, signal })
    return readQuota({ store, configuration, now })
  })
}

/** Nordlys sells in one shop, which is connected twice; Sydlys in another one. */
async function twoOrganisations(): Promise<void> {
  await inOrganisation('nordlys', async (store) => {
    await writeRows(store, [
      ...orders('shop', 4),
      ...orders('again', 4),
      ...orders('shop', 2, { placedAt: '2026-10-01T12:00:00.000Z' }, 'old'),
    ])
  })
  await inOrganisation('sydlys', (store) =>
    writeRows(store, [...orders('butik', 3), ...orders('free', 2, { total: 0 })]),
  )
  await quotaIn('sydlys', configurationOf(['butik', 'free']))
}

test('paid orders of the account are summed over organisations, and a store that is connected twice counts twice', async () => {
  await twoOrganisations()
  const quota = await quotaIn('nordlys', configurationOf(['shop', 'again'], 100))
  expect(quota.paidOrders).toBe(11)
  expect(
    quota.organisations.map(({ organisation, connections }) => [organisation, connections]),
  ).toStrictEqual([
    [
      'nordlys',
      [
        { connection: 'again', paidOrders: 4 },
        { connection: 'shop', paidOrders: 4 },
      ],
    ],
    [
      'sydlys',
      [
        { connection: 'butik', paidOrders: 3 },
        { connection: 'free', paidOrders: 0 },
      ],
    ],
  ])
  expect([quota.state, quota.warnings]).toStrictEqual(['fine', []])
})

test('a quota that names no organisations is that of all there are, and who has none sees nobody else', async () => {
  await twoOrganisations()
  await inOrganisation('nordlys', (store) =>
    store.write((dialect) =>
      addOrganisation(dialect, { id: 'sydlys', name: 'Sydlys', madeAt: 0, madeBy: 'ida' }),
    ),
  )
  const { connections } = configurationOf(['shop'])
  const whole = await quotaIn('nordlys', { connections, quota: { paidOrders: 100 } })
  expect(whole.organisations.map(({ organisation }) => organisation)).toStrictEqual([
    'nordlys',
    'sydlys',
  ])
  const alone = await quotaIn('sydlys', { connections })
  expect(alone.organisations.map(({ organisation }) => organisation)).toStrictEqual(['sydlys'])
})

test('above the limit one way out is to disconnect a store, whose orders stay in the store', async () => {
  await twoOrganisations()
  const over = await quotaIn('nordlys', configurationOf(['shop', 'again'], 10))
  expect([over.paidOrders, over.state]).toStrictEqual([11, 'over'])
  const after = await quotaIn('nordlys', configurationOf(['shop'], 10), begin + 1)
  expect([after.paidOrders, after.state]).toStrictEqual([7, 'fine'])
  const rows = await inOrganisation('nordlys', (store) =>
    store.read((dialect, org) => rowsAfter(dialect, org, 'order', 'again:', 10)),
  )
  expect(rows.filter(({ id, deleted }) => id.startsWith('again:') && !deleted)).toHaveLength(4)
})

test('the other way out is to raise the limit', async () => {
  await twoOrganisations()
  const connections = ['shop', 'again']
  const over = await quotaIn('nordlys', configurationOf(connections, 10))
  const raised = await quotaIn('nordlys', configurationOf(connections, 14), begin + 1)
  expect([over.state, raised.state, raised.paidOrders]).toStrictEqual(['over', 'fine', 11])
})

test('what was paid since is counted an hour later, and what is older than thirty days no longer', async () => {
  await twoOrganisations()
  const configuration = configurationOf(['shop'])
  expect((await quotaIn('nordlys', configuration)).paidOrders).toBe(7)
  await inOrganisation('nordlys', (store) =>
    writeRows(
      store,
      [orders('shop', 5)[4]].flatMap((row) => row ?? []),
    ),
  )
  expect((await quotaIn('nordlys', configuration, begin + hourMs - 1)).paidOrders).toBe(7)
  expect((await quotaIn('nordlys', configuration, begin + hourMs)).paidOrders).toBe(8)
  const later = Date.parse('2026-12-20T12:00:00.001Z')
  expect((await quotaIn('nordlys', configuration, later)).paidOrders).toBe(3)
})

test('a connection that gives no orders is no store, and is not counted', async () => {
  const { connections, quota } = configurationOf(['shop', 'mails'])
  const mails = connections.get('mails')
  const mixed = new Map(connections)
  if (mails !== undefined) mixed.set('mails', { ...mails, mappings: [] })
  const { organisations } = await quotaIn('nordlys', {
    connections: mixed,
    ...(quota && { quota }),
  })
  expect(organisations[0]?.connections).toStrictEqual([{ connection: 'shop', paidOrders: 0 }])
})
