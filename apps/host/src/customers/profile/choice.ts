import { canonicalise, type Json } from '@cartograph/core'
import type { PropertyPolicy } from '../../config/index.ts'
import type { Contribution } from './contribution.ts'

/** A value with the record that it is of. */
export interface Sourced {
  readonly value: Json
  readonly member: string
  readonly connection: string
  /** When the record was changed last, in epoch milliseconds. */
  readonly at: number | undefined
}

/** The value of a property and, where records say otherwise, what they say. */
export interface Chosen extends Sourced {
  /** In the order in which they would be taken. */
  readonly others: readonly Sourced[]
}

interface Candidate extends Sourced {
  readonly since: number | undefined
  readonly rank: number
}

/**
 * Chooses one of the values that records have for a property.
 *
 * - `newest`: of the record that was changed last. `first`: of the record that is oldest.
 * - `longest`: the longest text. `priority`: of the most trusted connection.
 * - `union`: the elements of all lists, each once, in order.
 *
 * Equals are told apart by the other criteria, and at last by the record's id, so that the order of records never matters.
 */
export function chosenValue(
  contributions: readonly Contribution[],
  name: string,
  policy: PropertyPolicy,
  priority: readonly string[],
): Chosen | undefined {
  const candidates = contributions
    .flatMap(({ member, connection, since, updatedAt, setAt, values }): readonly Candidate[] => {
      const value = values.get(name)
      const at = setAt?.get(name) ?? updatedAt
      const place = priority.indexOf(connection)
      const rank = place === -1 ? priority.length : place
      return value === undefined ? [] : [{ value, member, connection, at, since, rank }]
    })
    .toSorted(orders[policy])
  const [best, ...rest] = candidates
  if (best === undefined) return undefined
  if (policy === 'union') {
    return { ...sourced(best), value: unionOf(candidates), others: [] }
  }
  const said = new Set([canonicalise(best.value)])
  const others = rest.filter(({ value }) => {
    const text = canonicalise(value)
    if (said.has(text)) return false
    said.add(text)
    return true
  })
  return { ...sourced(best), others: others.map(sourced) }
}

type Order = (one: Candidate, other: Candidate) => number

const byNewest: Order = (one, other) => descending(one.at ?? -Infinity, other.at ?? -Infinity)
const byAge: Order = (one, other) => descending(other.since ?? Infinity, one.since ?? Infinity)
const byRank: Order = (one, other) => descending(other.rank, one.rank)
const byLength: Order = (one, other) => descending(lengthOf(one.value), lengthOf(other.value))
const byMember: Order = (one, other) => (one.member < other.member ? -1 : 1)

const orders: Readonly<Record<PropertyPolicy, Order>> = {
  newest: inTurn(byNewest, byRank, byMember),
  first: inTurn(byAge, byRank, byMember),
  longest: inTurn(byLength, byNewest, byRank, byMember),
  priority: inTurn(byRank, byNewest, byMember),
  union: inTurn(byNewest, byRank, byMember),
}

function inTurn(...criteria: readonly Order[]): Order {
  return (one, other) => {
    for (const criterion of criteria) {
      const order = criterion(one, other)
      if (order !== 0) return order
    }
    return 0
  }
}

function descending(one: number, other: number): number {
  if (one === other) return 0
  return one > other ? -1 : 1
}

function lengthOf(value: Json): number {
  return typeof value === 'string' ? value.length : canonicalise(value).length
}

function unionOf(candidates: readonly Candidate[]): Json {
  const elements = new Map<string, Json>()
  for (const { value } of candidates)
    for (const element of Array.isArray(value) ? (value as readonly Json[]) : [value])
      elements.set(canonicalise(element), element)
  return [...elements.keys()].toSorted().map((text) => elements.get(text) ?? null)
}

function sourced({ value, member, connection, at }: Sourced): Sourced {
  return { value, member, connection, at }
}
