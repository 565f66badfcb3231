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
  const isAtLeastOne =
    sum === undefined && ((op === '>=' && value === 1) || (op === '>' && value === 0))
  const linkage = links[link]
  const { rows: from, meets } = linkage.linked(inner, place, isAtLeastOne)
  const conditions = [
    sql`${column(inner, 'org')} = ${column(place, 'org')}`,
    meets,
    ...(sinceDay === undefined ? [] : [sql`${column(inner, 'day')} >= ${sinceDay}`]),
    // What is dated later than today has not happened; other tables hold nothing of the kind.
    ...(linkage.table === 'segment_event' ? [sql`${column(inner, 'day')} <= ${place.asOf}`] : []),
    ...(where === undefined ? [] : [conditionSql(where, inner)]),
  ]
  const rows = sql`from ${from} where ${sql.join(conditions, sql` and `)}`
  if (sum !== undefined)
    return compared(
      sql`(select coalesce(sum(${quantitySql(sum, inner)}), 0) ${rows})`,
      op,
      sql`${value}`,
    )
  if (isAtLeastOne) return sql`(exists (select 1 ${rows}))`
  return compared(sql`(select count(*) ${rows})`, op, sql`${value}`)
}

/** From where linked rows come, and what besides makes a row a linked one. */
interface Linked {
  readonly rows: RawBuilder<unknown>
  readonly meets: Condition
}

interface Link {
  readonly table: SegmentTable
  /** Each linked row comes once; where one is enough, as often as it is met. */
  linked(inner: Place, outer: Place, isAtLeastOne: boolean): Linked
}

const links: Readonly<Record<SegmentLink, Link>> = {
  'customer-order': straight('segment_order', 'customer', 'id'),
  'customer-event': straight('segment_event', 'customer', 'id'),
  'customer-product': throughLines('segment_product', 'product', 'customer'),
  'order-customer': straight('segment_customer', 'id', 'customer'),
  'order-product': throughLines('segment_product', 'product', 'order_id'),
  'product-order': throughLines('segment_order', 'order_id', 'product'),
  'product-customer': throughLines('segment_customer', 'customer', 'product'),
}

/** Rows that name the outer one, or that it names. */
function straight(table: SegmentTable, own: string, outers: string): Link {
  return {
    table,
    linked: (inner, outer) => ({
      rows: sql`${sql.table(table)} as ${sql.ref(inner.name)}`,
      meets: sql`${column(inner, own)} = ${column(outer, outers)}`,
    }),
  }
}

/** What the lines of orders lead to: the few lines of the outer row are looked up, and then what they name. */
function throughLines(table: SegmentTable, wanted: string, by: string): Link {
  return {
    table,
    linked: (inner, outer, isAtLeastOne) => {
      const name = `line_${inner.depth}`
      const line = (of: string) => sql.ref(`${name}.${of}`)
      const ofOuter: Condition = sql`${line('org')} = ${column(outer, 'org')} and ${line(by)} = ${column(outer, 'id')}`
      const named = sql`${sql.table(table)} as ${sql.ref(inner.name)} on ${column(inner, 'org')} = ${line('org')} and ${column(inner, 'id')} = ${line(wanted)}`
      return isAtLeastOne
        ? { rows: sql`segment_line as ${sql.ref(name)} inner join ${named}`, meets: ofOuter }
        : {
            rows: sql`(select distinct ${line('org')}, ${line(wanted)} from segment_line as ${sql.ref(name)} where ${ofOuter}) as ${sql.ref(name)} inner join ${named}`,
            meets: fixed(true),
          }
    },
  }
}
