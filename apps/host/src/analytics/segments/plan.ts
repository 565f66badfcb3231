import type {
  PlannedSegment,
  SegmentLink,
  SegmentOrdering,
  SegmentPlan,
  SegmentQuantity,
} from '../../store/index.ts'
import { Exact } from '../currency/rate-table.ts'
import { quantityOf, tableOf } from './columns.ts'
import {
  type Aggregate,
  type Comparison,
  type Condition,
  listSeparator,
  type Linked,
  type Operand,
  type Segment,
  type SegmentField,
  segmentFields,
} from '../../segments/index.ts'
import { whollyCompared, whole } from './whole-comparison.ts'
import { isOfStores, percentileName, type Thresholds } from './thresholds.ts'

interface Scene {
  readonly of: Linked
  readonly asOf: number
  readonly thresholds: Thresholds
}

/** A segment as the store understands it, on a day. */
export function planOf(segment: Segment, thresholds: Thresholds, asOf: number): PlannedSegment {
  const { resource, where } = segment
  return {
    table: tableOf(resource),
    asOf,
    where: thresholds.tooLittle ? never : conditionPlan(where, { of: resource, asOf, thresholds }),
  }
}

const never: SegmentPlan = { kind: 'fixed', is: false }

function conditionPlan(where: Condition, scene: Scene): SegmentPlan {
  const planned = (part: Condition) => conditionPlan(part, scene)
  if ('all' in where) return { kind: 'all', parts: where.all.map(planned) }
  if ('any' in where) return { kind: 'any', parts: where.any.map(planned) }
  if ('not' in where) return { kind: 'not', part: planned(where.not) }
  return 'field' in where ? comparisonPlan(where, scene) : aggregatePlan(where, scene)
}

function comparisonPlan({ field, op, value }: Comparison, scene: Scene): SegmentPlan {
  const definition = segmentFields[scene.of].find(({ id }) => id === field)
  if (definition === undefined) return never
  const quantity = quantityOf(scene.of, field)
  if (op === 'known') return { kind: 'known', column: quantity.column }
  if (value === undefined) return never
  if (definition.type === 'flag') return { kind: 'flag', column: field, is: (op === '=') === value }
  return definition.type === 'text' || definition.type === 'list'
    ? textPlan(definition, op, value)
    : numberPlan(quantity, op, value, { ...scene, field })
}

function textPlan({ id, type }: SegmentField, op: Comparison['op'], value: Operand): SegmentPlan {
  if (op === 'in' && Array.isArray(value))
    return { kind: 'oneOf', column: id, values: value.map(String) }
  if (typeof value === 'object' && 'field' in value && (op === '=' || op === '!='))
    return { kind: 'texts', column: id, op, other: value.field }
  if (typeof value !== 'string' || (op !== '=' && op !== '!=' && op !== 'contains')) return never
  const part = type === 'list' ? `${listSeparator}${value}${listSeparator}` : value
  return { kind: 'text', column: id, op, value: part }
}

function numberPlan(
  of: SegmentQuantity,
  op: Comparison['op'],
  value: Operand,
  scene: Scene & { readonly field: string },
): SegmentPlan {
  if (op === 'in' && Array.isArray(value))
    return {
      kind: 'any',
      parts: value.map((each: string | number) => whollyCompared(of, '=', whole(each))),
    }
  const ordering = orderingOf(op)
  if (ordering === undefined) return never
  if (typeof value === 'number') return whollyCompared(of, ordering, whole(value))
  if (typeof value !== 'object') return never
  if ('percentile' in value) return percentilePlan(of, ordering, value.percentile, scene)
  if ('constant' in value) {
    const constant = scene.thresholds.constants[value.constant]
    if (constant === undefined || constant === null) return never
    return whollyCompared(of, ordering, whole(constant).times(value.times ?? 1))
  }
  if (!('field' in value)) return never
  const [left, right] = fraction(value.times ?? 1)
  const other = quantityOf(scene.of, value.field)
  return { kind: 'numbers', of, op: ordering, other, left, right }
}

function percentilePlan(
  of: SegmentQuantity,
  op: SegmentOrdering,
  hundredths: number,
  { of: resource, field, thresholds }: Scene & { readonly field: string },
): SegmentPlan {
  if (resource === 'event') return never
  const asked = { of: resource, field, hundredths }
  const name = percentileName(asked)
  const compared = (value: number): SegmentPlan => ({ kind: 'number', of, op, value })
  if (isOfStores(asked))
    return {
      kind: 'any',
      parts: Object.entries(thresholds.ofStores[name] ?? {}).flatMap(([store, value]) =>
        value === null
          ? []
          : {
              kind: 'all' as const,
              parts: [
                { kind: 'text' as const, column: 'store', op: '=' as const, value: store },
                compared(value),
              ],
            },
      ),
    }
  const value = thresholds.percentiles[name]
  return value === undefined || value === null ? never : compared(value)
}

/** A multiple as two whole numbers that it is the quotient of, as small as can be. */
function fraction(times: number): readonly [under: number, over: number] {
  const [over, under] = new Exact(times).toFraction(1000)
  return [(under ?? new Exact(1)).toNumber(), (over ?? new Exact(1)).toNumber()]
}

function aggregatePlan(
  { count, sum, of, where, days, op, value }: Aggregate,
  scene: Scene,
): SegmentPlan {
  const linked = count ?? of
  const ordering = orderingOf(op)
  if (linked === undefined || ordering === undefined) return never
  const planned = where === undefined ? undefined : conditionPlan(where, { ...scene, of: linked })
  const total = sum === undefined ? undefined : quantityOf(linked, sum)
  // Whole numbers are counted, and ten-thousandths are added up.
  const wanted = total === undefined ? new Exact(value) : whole(value)
  const bound = whollyCompared({ column: '', isDay: false }, ordering, wanted)
  if (bound.kind !== 'number') return bound.kind === 'known' ? { kind: 'fixed', is: true } : never
  return {
    kind: 'linked',
    link: `${scene.of}-${linked}` as SegmentLink,
    sinceDay: days === undefined ? undefined : scene.asOf - days + 1,
    where: planned,
    sum: total,
    op: bound.op,
    value: bound.value,
  }
}

const orderings: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>='])

function isOrdering(op: string): op is SegmentOrdering {
  return orderings.has(op)
}

function orderingOf(op: Comparison['op']): SegmentOrdering | undefined {
  return isOrdering(op) ? op : undefined
}
