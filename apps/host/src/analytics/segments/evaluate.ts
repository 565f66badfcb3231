import { Exact } from '../currency/rate-table.ts'
import { percentile } from '../metrics/statistics.ts'
import {
  type Aggregate,
  type Comparison,
  type Condition,
  type Linked,
  type Operand,
  percentilesIn,
  type Resource,
  type Segment,
  type SegmentField,
  segmentFields,
} from '../../segments/index.ts'

export type SegmentValue = string | number | boolean | Exact | readonly string[] | undefined

/** A customer, order or product with what segments know of it. */
export interface SegmentItem {
  readonly id: string
  readonly values: Readonly<Record<string, SegmentValue>>
  /** The orders of a customer, the products of an order and so on. */
  readonly linked: (to: Linked) => readonly SegmentItem[]
}

export interface SegmentWorld {
  readonly items: Readonly<Record<Resource, readonly SegmentItem[]>>
  readonly constants: Readonly<
    Record<'lapse_days' | 'first_to_second_days', number | Exact | undefined>
  >
}

export interface SegmentMembers {
  readonly members: readonly string[]
  /** Whether a percentile was asked for of fewer than thirty: then nobody is a member. */
  readonly tooLittleData: boolean
}

const fewest = 30

/** Who is in a segment; what is not known fulfils no comparison. */
export function evaluateSegment(segment: Segment, world: SegmentWorld): SegmentMembers {
  const scene: Scene = { world, percentiles: new Map() }
  if (isTooLittle(segment, world)) return { members: [], tooLittleData: true }
  const members = world.items[segment.resource]
    .filter((item) => fulfils(item, segment.where, segment.resource, scene))
    .map(({ id }) => id)
  return { members, tooLittleData: false }
}

/** Whether a percentile is asked for of too few, whoever it would be compared with; one store with few orders says nothing of the others. */
function isTooLittle(segment: Segment, world: SegmentWorld): boolean {
  return percentilesIn(segment).some(({ field, of }) => {
    const population = segmentFields[of].find(({ id }) => id === field)?.population
    if (population === 'lastYearOfStore') return false
    const known = world.items[of].filter(
      (item) => isCounted(item, population, '') && isNumeric(item.values[field]),
    )
    return known.length < fewest
  })
}

interface Scene {
  readonly world: SegmentWorld
  readonly percentiles: Map<string, SegmentValue>
}

function fulfils(item: SegmentItem, where: Condition, resource: Linked, scene: Scene): boolean {
  if ('all' in where) return where.all.every((part) => fulfils(item, part, resource, scene))
  if ('any' in where) return where.any.some((part) => fulfils(item, part, resource, scene))
  if ('not' in where) return !fulfils(item, where.not, resource, scene)
  return 'field' in where
    ? compared(item, where, resource, scene)
    : aggregated(item, where, resource, scene)
}

function compared(
  item: SegmentItem,
  { field, op, value }: Comparison,
  resource: Linked,
  scene: Scene,
): boolean {
  const own = item.values[field]
  if (op === 'known') return own !== undefined
  return holds(own, op, wantedValue(item, value, { field, resource, scene }))
}

function aggregated(
  item: SegmentItem,
  { count, sum, of, where, days, op, value }: Aggregate,
  resource: Linked,
  scene: Scene,
): boolean {
  const kind = count ?? of ?? resource
  const linked = item.linked(kind).filter((each) => {
    const age = each.values['days_ago']
    if (days !== undefined && !(typeof age === 'number' && age < days)) return false
    return where === undefined || fulfils(each, where, kind, scene)
  })
  if (sum === undefined) return holds(linked.length, op, value)
  const total = linked.reduce((running, { values }) => {
    const own = values[sum]
    return isNumeric(own) ? running.plus(own) : running
  }, new Exact(0))
  return holds(total, op, value)
}

interface Asked {
  readonly field: string
  readonly resource: Linked
  readonly scene: Scene
}

function wantedValue(item: SegmentItem, value: Operand | undefined, asked: Asked): SegmentValue {
  if (typeof value !== 'object') return value
  if (isList(value)) return value.map(String)
  if ('percentile' in value) return percentileOf(item, value.percentile, asked)
  const base =
    'constant' in value ? asked.scene.world.constants[value.constant] : item.values[value.field]
  if (value.times === undefined || !isNumeric(base)) return base
  // Exact, because four fifths of a whole number may be one.
  return new Exact(base).times(value.times)
}

function isList(value: Operand): value is readonly (string | number)[] {
  return Array.isArray(value)
}

function percentileOf(
  item: SegmentItem,
  hundredths: number,
  { field, resource, scene }: Asked,
): SegmentValue {
  const definition = segmentFields[resource].find(({ id }) => id === field)
  const group = definition?.population === 'lastYearOfStore' ? String(item.values['store']) : ''
  const name = [resource, field, hundredths, group].join('\n')
  if (!scene.percentiles.has(name)) {
    const values = (resource === 'event' ? [] : scene.world.items[resource])
      .filter((each) => isCounted(each, definition?.population, group))
      .map((each) => each.values[field])
      .filter(isNumeric)
    const found = values.length < fewest ? undefined : percentile(values, hundredths, order)
    scene.percentiles.set(name, found)
  }
  return scene.percentiles.get(name)
}

function isCounted(
  { values }: SegmentItem,
  population: SegmentField['population'],
  group: string,
): boolean {
  if (population === undefined) return true
  if (population === 'buyers') return isAtLeast(values['orders'], 1)
  if (population === 'sold') return isAtLeast(values['units_90'], 0.001)
  const age = values['days_ago']
  return values['store'] === group && typeof age === 'number' && age < 365
}

function isAtLeast(value: SegmentValue, least: number): boolean {
  return isNumeric(value) && order(value, least) >= 0
}

function isNumeric(value: unknown): value is number | Exact {
  return typeof value === 'number' || value instanceof Exact
}

function order(one: number | Exact, other: number | Exact): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return new Exact(one).comparedTo(other)
}

function holds(own: SegmentValue, op: Comparison['op'], wanted: SegmentValue): boolean {
  if (own === undefined || wanted === undefined) return false
  if (op === 'in') return Array.isArray(wanted) && wanted.includes(String(own))
  if (op === 'contains')
    return Array.isArray(own)
      ? own.includes(String(wanted))
      : typeof own === 'string' && own.includes(String(wanted))
  if (isNumeric(own) && isNumeric(wanted)) return orderings[op]?.(order(own, wanted)) ?? false
  if (op === '=') return own === wanted
  return op === '!=' && own !== wanted
}

const orderings: Readonly<Record<string, (difference: number) => boolean>> = {
  '=': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
}
