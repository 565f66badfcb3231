import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultAttribution } from '../../config/index.ts'
import { followCustomers } from '../../customers/index.ts'
import { writeRows, type WrittenRow } from '../../customers/testing/commerce-rows.ts'
import {
  campaignColumns,
  campaignFactsOf,
  campaignSums,
  openStore,
  type KeptCampaignFact,
  type Store,
} from '../../store/index.ts'
import { newStorePlace, usualStoreKind, type StorePlace } from '../../testing/test-stores.ts'
import { followSales } from '../cubes/follow-sales.ts'
import { campaignStanding } from './campaign-standing.ts'
import { followCampaigns } from './follow-campaigns.ts'
import { anyCampaignChange } from './testing/any-link.ts'
import { campaignsByRows } from './testing/campaigns-by-rows.ts'

/** So many changes in one run; `CAMPAIGN_CHANGES=10000` for a long one, `CAMPAIGN_SEED` for others. */
const usualCount = usualStoreKind() === 'postgres' ? 150 : 600
const changeCount = Number(process.env['CAMPAIGN_CHANGES'] ?? usualCount)
const seed = Number(process.env['CAMPAIGN_SEED'] ?? 20_261_126)
const perPage = 15
const settings = { ...defaultAttribution, windowMs: 7 * 86_400_000 }
const { signal } = new AbortController()

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

test('after any changes campaigns come to what all rows say', { timeout: 600_000 }, async () => {
  const changes = fc.sample(anyCampaignChange, { numRuns: changeCount, seed })
  for (let page = 0; page * perPage < changes.length; page += 1) {
    const rows = onePerRow(changes.slice(page * perPage, (page + 1) * perPage))
    await writeRows(store, rows, page % 3 === 0 ? 'bulk' : 'live')
    // Who came is found out before, after, or later; and sales before or after campaigns.
    if (page % 4 === 0) await followCustomers(store, { signal })
    if (page % 5 !== 0) await followSales(store, { signal })
    await followCampaigns(store, { settings, signal })
    if (page % 4 === 1) await followCustomers(store, { signal })
    await followSales(store, { signal })
    await followCampaigns(store, { settings, signal })
    const expected = await campaignsByRows(store, settings)
    expect([page, await keptFacts()]).toStrictEqual([page, sorted(expected)])
    expect([page, await keptSums()]).toStrictEqual([page, sumsOf(expected)])
    expect(
      await store.read((dialect, org) => campaignStanding(dialect, org, settings)),
    ).toStrictEqual({ isMade: true, isCurrent: true })
  }
})

async function keptFacts(): Promise<readonly string[]> {
  const orders = Array.from({ length: 40 }, (_, at) => `shop:o${at + 1}`)
  return sorted(await store.read((dialect, org) => campaignFactsOf(dialect, org, orders)))
}

/** The same facts in one order, with their fields in one order. */
function sorted(facts: readonly KeptCampaignFact[]): readonly string[] {
  return facts
    .map((fact) =>
      JSON.stringify(Object.entries(fact).toSorted(([one], [other]) => (one < other ? -1 : 1))),
    )
    .toSorted()
}

const models = ['first', 'last'] as const
const parts = ['', 'product', 'category'] as const

/** Sums by everything that the cube has, of each day on its own. */
async function keptSums(): Promise<readonly string[]> {
  const found: string[] = []
  for (const model of models)
    for (const part of parts) {
      const sums = await store.read((dialect, org) =>
        campaignSums(dialect, org, {
          model,
          part,
          by: ['store', 'source', 'medium', 'campaign', 'message', 'value'],
          from: 0,
          to: 100_000,
          stores: [],
          shown: 'none',
        }),
      )
      for (const { group, currency, day, sums: measures } of sums)
        found.push(JSON.stringify([model, part, day, currency, ...group, ...valuesOf(measures)]))
    }
  return found.toSorted()
}

function sumsOf(facts: readonly KeptCampaignFact[]): readonly string[] {
  const named = Map.groupBy(
    facts,
    ({ model, part, day, currency, store: shop, source, medium, campaign, message, value }) =>
      JSON.stringify([model, part, day, currency, shop, source, medium, campaign, message, value]),
  )
  return [...named]
    .map(([name, own]) => {
      const sums = Object.fromEntries(
        campaignColumns.map((column) => [
          column,
          own.reduce((sum, fact) => sum + BigInt(fact[column]), 0n),
        ]),
      ) as Record<(typeof campaignColumns)[number], bigint>
      return JSON.stringify([...(JSON.parse(name) as readonly unknown[]), ...valuesOf(sums)])
    })
    .toSorted()
}

function valuesOf(sums: Readonly<Record<(typeof campaignColumns)[number], bigint>>) {
  return campaignColumns.map((column) => String(sums[column]))
}

function onePerRow(rows: readonly WrittenRow[]): readonly WrittenRow[] {
  return [...new Map(rows.map((row) => [`${row.entity}/${row.id}`, row])).values()]
}
