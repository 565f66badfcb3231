import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import {
  campaignColumns,
  linkColumns,
  type CampaignColumn,
  type CampaignFactTable,
} from './campaign-tables.ts'
import { all, bulk, run, type Dialect, type Value, type Work } from './database.ts'

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
    dropped.map((fact) => valuesOf(org, fact, places)),
  )
  yield* bulk(
    writeFact,
    written.map((fact) => valuesOf(org, fact, factColumns)),
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

function valuesOf(
  org: string,
  fact: KeptCampaignFact,
  names: readonly (keyof KeptCampaignFact)[],
): readonly Value[] {
  return [org, ...names.map((name) => fact[name])]
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
