import { conditionText, segmentFields, type Condition, type Segment } from '../../segments/index.ts'
import {
  fulfilsPlan,
  segmentParts,
  segmentValueOf,
  type Dialect,
  type SegmentPlan,
  type Work,
} from '../../store/index.ts'
import { columnOf, quantityOf, tableOf } from './columns.ts'
import { planOf } from './plan.ts'
import type { Thresholds } from './thresholds.ts'

/** Why somebody fulfils a condition or not. */
export interface Explained {
  readonly condition: string
  readonly isFulfilled: boolean
  /** What is known of the field that is compared; undefined where nothing is. */
  readonly value?: string | number
  /** What a percentile or a number of the shop is now. */
  readonly comparedWith?: number
  readonly parts?: readonly Explained[]
}

interface Asked {
  readonly segment: Segment
  readonly thresholds: Thresholds
  readonly asOf: number
  readonly id: string
}

/** Condition by condition, why one customer, order or product is in a segment or not; undefined where there is none of that name. */
export function* explainMember(
  dialect: Dialect,
  org: string,
  asked: Asked,
): Work<Explained | undefined> {
  const { segment } = asked
  const isThere = yield* fulfils(dialect, org, asked, { all: [] })
  return isThere === undefined
    ? undefined
    : yield* explained(dialect, org, { ...asked, thresholds: asked.thresholds }, segment.where)
}

function fulfils(
  dialect: Dialect,
  org: string,
  { segment, thresholds, asOf, id }: Asked,
  where: Condition,
): Work<boolean | undefined> {
  return fulfilsPlan(dialect, org, planOf({ ...segment, where }, thresholds, asOf), id)
}

function* explained(
  dialect: Dialect,
  org: string,
  asked: Asked,
  where: Condition,
): Work<Explained> {
  const isFulfilled = (yield* fulfils(dialect, org, asked, where)) === true
  const said = { condition: conditionText(where), isFulfilled }
  const below = 'all' in where ? where.all : 'any' in where ? where.any : undefined
  if (below !== undefined || 'not' in where) {
    const parts: Explained[] = []
    for (const part of below ?? ('not' in where ? [where.not] : []))
      parts.push(yield* explained(dialect, org, asked, part))
    return { ...said, parts }
  }
  if (!('field' in where)) return said
  const { resource } = asked.segment
  const value = yield* segmentValueOf(
    dialect,
    org,
    tableOf(resource),
    columnOf(resource, where.field),
    asked.id,
  )
  const plan = planOf({ ...asked.segment, where }, asked.thresholds, asked.asOf).where
  const compared = isDerived(where.value) ? boundIn(plan) : undefined
  return {
    ...said,
    ...(value !== undefined && { value: shown(value, where.field, asked) }),
    ...(compared !== undefined && { comparedWith: compared / segmentParts }),
  }
}

function isDerived(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value)
}

function boundIn(plan: SegmentPlan): number | undefined {
  return plan.kind === 'number' ? plan.value : undefined
}

function shown(
  value: string | number,
  field: string,
  { segment: { resource }, asOf }: Asked,
): string | number {
  if (typeof value === 'string') return value.replaceAll('\u001F', ' ').trim()
  const type = segmentFields[resource].find(({ id }) => id === field)?.type
  if (type === 'flag') return value
  return quantityOf(resource, field).isDay ? asOf - value : value / segmentParts
}
