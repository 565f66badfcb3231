import { sql, type RawBuilder } from 'kysely'
import {
  segmentParts,
  type PlannedSegment,
  type SegmentLink,
  type SegmentOrdering,
  type SegmentPlan,
  type SegmentQuantity,
  type SegmentTable,
} from './segment-plan.ts'

type Condition = RawBuilder<boolean>

interface Place {
  /** What the table is called in the statement. */
  readonly name: string
  readonly asOf: number
  readonly depth: number
}

/**
 * The conditions of a plan, for the rows of its table under a name.
 *
 * What is not known makes a comparison unknown, and `not` takes what is unknown for false, so that it means the same as it does
 * where rows are looked at one by one.
 */
export function planSql({ asOf, where }: PlannedSegment, name: string): Condition {
  return conditionSql(where, { name, asOf, depth: 0 })
}

function conditionSql(plan: SegmentPlan, place: Place): Condition {
  switch (plan.kind) {
    case 'all':
      return joined(plan.parts, ' and ', true, place)
    case 'any':
      return joined(plan.parts, ' or ', false, place)
    case 'not':
      return sql`((${conditionSql(plan.part, place)}) is not true)`
    case 'fixed':
      return fixed(plan.is)
    case 'known':
      return sql`(${column(place, plan.column)} is not null)`
    case 'number':
      return compared(quantitySql(plan.of, place), plan.op, sql`${plan.value}`)
    case 'numbers':
      return compared(
        multiplied(quantitySql(plan.of, place), plan.left),
        plan.op,
        multiplied(quantitySql(plan.other, place), plan.right),
      )
    case 'flag':
      return sql`(${column(place, plan.column)} = ${plan.is ? 1 : 0})`
    case 'text':
      return textSql(plan, place)
    case 'texts':
      return compared(column(place, plan.column), plan.op, column(place, plan.other))
    case 'oneOf':
      return sql`(${column(place, plan.column)} in (${sql.join(plan.values)}))`
    case 'linked':
    default:
      return linkedSql(plan, place)
  }
}

function joined(
  parts: readonly SegmentPlan[],
  between: string,
  isEmpty: boolean,
  place: Place,
): Condition {
  if (parts.length === 0) return fixed(isEmpty)
  const conditions = parts.map((part) => conditionSql(part, place))
  return sql`(${sql.join(conditions, sql.raw(between))})`
}

function fixed(is: boolean): Condition {
  return is ? sql`(1 = 1)` : sql`(1 = 0)`
}

function column({ name }: Place, of: string): RawBuilder<unknown> {
  return sql.ref(`${name}.${of}`)
}

function quantitySql(of: SegmentQuantity, place: Place): RawBuilder<unknown> {
  const own = column(place, of.column)
  return of.isDay ? sql`((${sql.lit(place.asOf)} - ${own}) * ${sql.lit(segmentParts)})` : own
}

function multiplied(value: RawBuilder<unknown>, times: number): RawBuilder<unknown> {
  return times === 1 ? value : sql`(${value} * ${sql.lit(times)})`
}

function compared(
  one: RawBuilder<unknown>,
  op: SegmentOrdering,
  other: RawBuilder<unknown>,
): Condition {
  return sql`(${one} ${sql.raw(op === '!=' ? '<>' : op)} ${other})`
}

function textSql(plan: Extract<SegmentPlan, { kind: 'text' }>, place: Place): Condition {
  const own = column(place, plan.column)
  if (plan.op !== 'contains') return compared(own, plan.op, sql`${plan.value}`)
  if (plan.value === '') return sql`(${own} is not null)`
  // The one way to look for a part of a text that every database has, and that minds capitals.
  return sql`(replace(${own}, ${plan.value}, '') <> ${own})`
}

function linkedSql(plan: Extract<SegmentPlan, { kind: 'linked' }>, place: Place): Condition {
  const { link, sinceDay, where, sum, op, value } = plan
  const inner: Place = {
    name: `linked_${place.depth + 1}`,
    asOf: place.asOf,
    depth: place.depth + 1,
  }
  const { table, meets } = links[link]
  const conditions = [
    sql`${column(inner, 'org')} = ${column(place, 'org')}`,
    meets(inner, place),
    ...(sinceDay === undefined ? [] : [sql`${column(inner, 'day')} >= ${sinceDay}`]),
    // What is dated later than today has not happened; other tables hold nothing of the kind.
    ...(table === 'segment_event' ? [sql`${column(inner, 'day')} <= ${place.asOf}`] : []),
    ...(where === undefined ? [] : [conditionSql(where, inner)]),
  ]
  const rows = sql`from ${sql.table(table)} as ${sql.ref(inner.name)} where ${sql.join(conditions, sql` and `)}`
  if (sum !== undefined)
    return compared(
      sql`(select coalesce(sum(${quantitySql(sum, inner)}), 0) ${rows})`,
      op,
      sql`${value}`,
    )
  const isAtLeastOne = (op === '>=' && value === 1) || (op === '>' && value === 0)
  if (isAtLeastOne) return sql`(exists (select 1 ${rows}))`
  return compared(sql`(select count(*) ${rows})`, op, sql`${value}`)
}

interface Link {
  readonly table: SegmentTable
  readonly meets: (inner: Place, outer: Place) => Condition
}

const links: Readonly<Record<SegmentLink, Link>> = {
  'customer-order': {
    table: 'segment_order',
    meets: (inner, outer) => sql`${column(inner, 'customer')} = ${column(outer, 'id')}`,
  },
  'customer-event': {
    table: 'segment_event',
    meets: (inner, outer) => sql`${column(inner, 'customer')} = ${column(outer, 'id')}`,
  },
  'customer-product': throughLines('segment_product', 'product', 'customer', 'id'),
  'order-customer': {
    table: 'segment_customer',
    meets: (inner, outer) => sql`${column(inner, 'id')} = ${column(outer, 'customer')}`,
  },
  'order-product': throughLines('segment_product', 'product', 'order_id', 'id'),
  'product-order': throughLines('segment_order', 'order_id', 'product', 'id'),
  'product-customer': throughLines('segment_customer', 'customer', 'product', 'id'),
}

/** What the lines of orders lead to. */
function throughLines(table: SegmentTable, wanted: string, by: string, from: string): Link {
  return {
    table,
    meets: (inner, outer) => {
      const line = `line_${inner.depth}`
      return sql`${column(inner, 'id')} in (select ${sql.ref(`${line}.${wanted}`)} from segment_line as ${sql.ref(line)} where ${sql.ref(`${line}.org`)} = ${column(outer, 'org')} and ${sql.ref(`${line}.${by}`)} = ${column(outer, from)})`
    },
  }
}
