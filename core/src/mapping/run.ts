import { canonicalise } from '../json/index.ts'
import { fault, type Fault } from '../v1/fault.ts'
import type { Mapping } from '../v1/mapping.ts'
import type { Json, JsonObject } from '../v1/words.ts'
import type { CompiledField } from './fields.ts'
import { decide } from './functions/choice.ts'
import { itemMaker, recordFault, targetFields, type Making, type TargetField } from './item.ts'
import { lookupsOf } from './lookups.ts'
import type { Node, Scope } from './node.ts'
import { byValue } from './order.ts'
import { trouble, unfit, within } from './trouble.ts'
import type { WalkedMapping } from './walk.ts'

export interface MapResult {
  readonly items: readonly JsonObject[]
  /** Why an item could not be made: `record` faults whose `path` is the field of the target. Such an item is not in `items`. */
  readonly problems: readonly Fault[]
  /** What was left out of items that were made, such as an amount without an exchange rate. */
  readonly notes: readonly Fault[]
}

/** What a name of `with` asks for, for one row. */
export interface Join {
  readonly name: string
  /** The values that the other rows must have; `undefined` where one is missing, so that nothing can match. */
  readonly where: (row: JsonObject) => JsonObject | undefined
}

export interface CompiledMapping {
  readonly mapping: Mapping
  /** Changes when the mapping, its settings or the language does. */
  readonly version: string
  readonly grouped: boolean
  /** Paths of the source that are read; `*` is any element of a list. */
  readonly reads: readonly (readonly string[])[]
  readonly joins: readonly Join[]
  /** The names of the look-ups that are asked. */
  readonly lookups: readonly string[]
  /** The fields of the target one by one, for previews. */
  readonly fields: readonly TargetField[]
  /**
   * The group of a row as text, or `undefined` where `when` is not true. Only for mappings with `group`.
   *
   * @throws a `record` fault.
   */
  readonly groupKey?: (row: JsonObject) => string | undefined
  /** One row, or all rows of one group in any order, to no, one or many items. */
  readonly map: (rows: readonly JsonObject[], others?: Scope['others']) => MapResult
  /**
   * Calls `visit` for every item that `map` would make, with what `$` is and what else is at hand.
   *
   * @throws a `record` fault of `when`, `each` or `order`.
   */
  readonly eachItem: (
    rows: readonly JsonObject[],
    others: Scope['others'],
    visit: (here: Json, scope: Scope) => void,
  ) => void
}

const none: readonly never[] = Object.freeze([])

/** Puts compiled expressions together to the mapping that runs. */
export function runner(
  mapping: Mapping,
  walked: WalkedMapping,
  required: ReadonlySet<string>,
  version: string,
): CompiledMapping {
  const fields = targetFields(mapping, walked.fields, required)
  const makeItem = itemMaker(mapping, fields)
  const eachItem = itemVisitor(walked)
  const shared: Omit<CompiledMapping, 'grouped'> = {
    mapping,
    version,
    fields,
    eachItem,
    reads: walked.reads,
    lookups: lookupsOf(mapping),
    joins: walked.joins.map(({ name, where }) => ({ name, where: (row) => matchOf(where, row) })),
    map(rows, others = {}) {
      const making: Making = { items: [], problems: none, notes: none }
      try {
        eachItem(rows, others, (here, scope) => makeItem(here, scope, making))
      } catch (error) {
        making.problems = [...making.problems, recordFault(mapping, error)]
      }
      return making
    },
  }
  if (walked.group === undefined) return { ...shared, grouped: false }
  return { ...shared, grouped: true, groupKey: groupKeyOf(mapping, walked) }
}

function itemVisitor({ when, each, group }: WalkedMapping): CompiledMapping['eachItem'] {
  if (group !== undefined)
    return (given, others, visit) => {
      const taking =
        when === undefined ? given : given.filter((row) => takesPart(when, scopeOf(row, others)))
      const rows = inOrder(taking, group.order, others)
      const [row] = rows
      if (row !== undefined) visit(row, { row, rows, others, notes: [] })
    }
  return (rows, others, visit) => {
    for (const row of rows) {
      const scope = rows.length === 1 ? { row, rows, others, notes: [] } : scopeOf(row, others)
      if (!takesPart(when, scope)) continue
      if (each === undefined) {
        visit(row, scope)
        continue
      }
      const elements = each.evaluate(row, scope)
      if (elements === null || elements === undefined) continue
      if (!Array.isArray(elements)) throw unfit('each', 'a list', elements)
      for (const element of elements as readonly Json[]) visit(element, scope)
    }
  }
}

function groupKeyOf(mapping: Mapping, { when, group }: WalkedMapping) {
  const by = group?.by ?? []
  return (row: JsonObject): string | undefined => {
    const scope = scopeOf(row, {})
    try {
      if (!takesPart(when, scope)) return undefined
      return canonicalise(by.map((node, index) => keyPart(node, index, scope)))
    } catch (error) {
      throw fault(recordFault(mapping, error))
    }
  }
}

function scopeOf(row: JsonObject, others: Scope['others']): Scope {
  return { row, rows: [row], others, notes: [] }
}

function takesPart(when: Node | undefined, scope: Scope): boolean {
  if (when === undefined) return true
  try {
    return decide(when.evaluate(scope.row, scope), 'the condition')
  } catch (error) {
    throw within(error, 'when')
  }
}

function keyPart(by: Node, index: number, scope: Scope): Json {
  const value = by.evaluate(scope.row, scope)
  if (value === undefined)
    throw trouble(
      `value ${index + 1} of the group is missing; \`when\` keeps out records that belong to no group`,
    )
  return value
}

/** Sorted by the expressions of `order`; rows that are equal in all stay as they came. */
function inOrder(
  rows: readonly JsonObject[],
  order: readonly Node[],
  others: Scope['others'],
): readonly JsonObject[] {
  if (order.length === 0 || rows.length < 2) return rows
  const keyed = rows.map((row) => {
    const scope = scopeOf(row, others)
    return { row, keys: order.map((node) => node.evaluate(row, scope)) }
  })
  return keyed
    .toSorted((first, second) => {
      for (let index = 0; index < order.length; index += 1) {
        const sign = byValue(first.keys[index], second.keys[index])
        if (sign !== 0) return sign
      }
      return 0
    })
    .map(({ row }) => row)
}

function matchOf(where: readonly CompiledField[], row: JsonObject): JsonObject | undefined {
  const scope = scopeOf(row, {})
  const match: Record<string, Json> = {}
  for (const { name, node } of where) {
    const value = node.evaluate(row, scope)
    if (value === undefined || value === null) return undefined
    match[name] = value
  }
  return match
}
