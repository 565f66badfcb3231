import { sql } from 'kysely'
import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import {
  campaignColumns,
  linkColumns,
  type CampaignColumn,
  type CampaignFactTable,
  type LinkColumn,
} from './campaign-tables.ts'
import { all, bulk, run, type Dialect, type Row, type Work } from './database.ts'
import { asked } from './sales-scope.ts'

/** What one order adds to the campaign that led to it. */
export type KeptCampaignFact = Readonly<Omit<CampaignFactTable, 'org'>>

const places = ['order_id', 'model', 'part', 'value'] as const
const factColumns = [
  ...places,
  'category',
  'day',
  'store',
  'currency',
  ...linkColumns,
  ...campaignColumns,
] as const
const writeFact = insertOrReplace('campaign_fact', ['org', ...factColumns])
const dropFact = deleteMatching('campaign_fact', ['org', ...places])

/** What some orders add, as it was found out last. */
export function* campaignFactsOf(
  { build, within }: Dialect,
  org: string,
  orders: readonly string[],
): Work<readonly KeptCampaignFact[]> {
  if (orders.length === 0) return []
  return yield* all(
    build
      .selectFrom('campaign_fact')
      .select(factColumns)
      .where('org', '=', org)
      .where('order_id', 'in', within(orders)),
  )
}

const cubeKey = [
  'org',
  'model',
  'part',
  'day',
  'store',
  'currency',
  ...linkColumns,
  'value',
] as const
const sums = ['facts', ...campaignColumns] as const
const addSums = insertOrReplace(
  'campaign_cube',
  [...cubeKey, ...sums],
  Object.fromEntries(sums.map((name) => [name, `campaign_cube.${name} + excluded.${name}`])),
)
const dropEmpty = deleteMatching('campaign_cube', cubeKey, 'facts <= 0')

/** Puts `after` in the place of `before`, and adds the difference to the sums. */
export function* changeCampaignFacts(
  _dialect: Dialect,
  org: string,
  before: readonly KeptCampaignFact[],
  after: readonly KeptCampaignFact[],
): Work<void> {
  const known = new Map(before.map((fact) => [nameOf(fact), contentOf(fact)]))
  const present = new Set(after.map(nameOf))
  const dropped = before.filter((fact) => !present.has(nameOf(fact)))
  const written = after.filter((fact) => known.get(nameOf(fact)) !== contentOf(fact))
  yield* bulk(
    dropFact,
    dropped.map((fact) => [org, ...places.map((name) => fact[name])]),
  )
  yield* bulk(
    writeFact,
    written.map((fact) => [org, ...factColumns.map((name) => fact[name])]),
  )
  const changes = changesOf(before, after)
  const keyOf = (of: KeptCampaignFact) => [
    org,
    ...cubeKey.slice(1).map((name) => columnOf(of, name)),
  ]
  yield* bulk(
    addSums,
    changes.map(({ of, facts, measures }) => [
      ...keyOf(of),
      facts,
      ...campaignColumns.map((name) => measures[name]),
    ]),
  )
  yield* bulk(
    dropEmpty,
    changes.filter(({ facts }) => facts < 0).map(({ of }) => keyOf(of)),
  )
}

interface CubeChange {
  readonly of: KeptCampaignFact
  facts: number
  readonly measures: Record<CampaignColumn, number>
}

/** In the order of keys, so that two who write meet no circle of locks. */
function changesOf(
  before: readonly KeptCampaignFact[],
  after: readonly KeptCampaignFact[],
): readonly CubeChange[] {
  const changes = new Map<string, CubeChange>()
  for (const [facts, sign] of [
    [before, -1],
    [after, 1],
  ] as const)
    for (const fact of facts) {
      const name = JSON.stringify(cubeKey.slice(1).map((column) => columnOf(fact, column)))
      const change = changes.get(name) ?? { of: fact, facts: 0, measures: nothing() }
      changes.set(name, change)
      change.facts += sign
      for (const column of campaignColumns) change.measures[column] += sign * fact[column]
    }
  return [...changes]
    .filter(
      ([, { facts, measures }]) =>
        facts !== 0 || campaignColumns.some((column) => measures[column] !== 0),
    )
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, change]) => change)
}

function nothing(): Record<CampaignColumn, number> {
  return Object.fromEntries(campaignColumns.map((name) => [name, 0])) as Record<
    CampaignColumn,
    number
  >
}

function columnOf(fact: KeptCampaignFact, name: (typeof cubeKey)[number]): string | number {
  return name === 'org' ? '' : fact[name]
}

function nameOf(fact: KeptCampaignFact): string {
  return JSON.stringify(places.map((name) => fact[name]))
}

function contentOf(fact: KeptCampaignFact): string {
  return JSON.stringify(factColumns.map((name) => fact[name]))
}

export interface CampaignWish {
  readonly model: string
  readonly part: string
  readonly by: readonly (LinkColumn | 'value' | 'store')[]
  readonly from: number
  readonly to: number
  /** Empty: all. */
  readonly stores: readonly string[]
  /** What is in it is summed over all days, because it is converted at no rate. */
  readonly shown: string
}

/** Sums of one group and currency: of one day where they have to be converted. */
export interface CampaignSum {
  readonly group: readonly string[]
  readonly currency: string
  readonly day: number
  readonly sums: Readonly<Record<CampaignColumn, bigint>>
}

export function* campaignSums(
  dialect: Dialect,
  org: string,
  { model, part, by, from, to, stores, shown }: CampaignWish,
): Work<readonly CampaignSum[]> {
  const chosen = stores.length === 0 ? sql`` : sql` and store in ${dialect.within(stores)}`
  const columns = [
    sql`case when currency = ${shown} then ${sql.lit(from)} else day end as d`,
    sql`currency as c`,
    ...by.map((name, at) => sql`${sql.ref(name)} as ${sql.ref(`g${at}`)}`),
    ...campaignColumns.map((name) => sql`cast(sum(${sql.ref(name)}) as text) as ${sql.ref(name)}`),
  ]
  const rows = yield* asked<
    Row & { readonly d: number; readonly c: string } & Readonly<Record<CampaignColumn, string>>
  >(
    dialect,
    sql`select ${sql.join(columns)} from campaign_cube where org = ${org} and model = ${model} and part = ${part}
      and day >= ${sql.lit(from)} and day <= ${sql.lit(to)}${chosen}
      group by ${sql.join([sql`1`, sql`2`, ...by.map((_, at) => sql.lit(at + 3))])}`,
  )
  return rows.map((row) => ({
    group: by.map((_, at) => String(row[`g${at}`])),
    currency: row.c,
    day: row.d,
    sums: Object.fromEntries(campaignColumns.map((name) => [name, BigInt(row[name])])) as Record<
      CampaignColumn,
      bigint
    >,
  }))
}

const computed = [
  'campaign_touch',
  'campaign_fact',
  'campaign_cube',
  'campaign_due',
  'touch_due',
] as const

/** Forgets everything that was found out about campaigns; what it is made of stays. */
export function* forgetCampaigns({ build }: Dialect, org: string): Work<void> {
  for (const table of computed) yield* run(build.deleteFrom(table).where('org', '=', org))
}
