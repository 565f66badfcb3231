import type { IdentityRule } from '../../config/index.ts'
import { clustersOf, type Component, type Link, type Refusal } from './clusters.ts'

/** Why some records are one person, and others are not. */
export interface Explanation {
  readonly person: string
  /** The oldest first. */
  readonly members: readonly string[]
  /** For each member but the oldest what joined it, in the order of the members. */
  readonly joins: readonly Join[]
  /** What a rule or staff would have joined, and did not. */
  readonly refusals: readonly Refusal[]
  /** Identifiers of its members that so many records have that they identify nobody. */
  readonly shared: readonly string[]
  /** Names of the rules that were left out because they would have joined too many records. */
  readonly leftOut: readonly string[]
}

/** A member, and the steps that lead from the oldest one to it. */
export interface Join {
  readonly member: string
  readonly path: readonly Link[]
}

export function explain(
  component: Component,
  rules: readonly IdentityRule[],
  person: string,
): Explanation | undefined {
  const { clusters, links, refusals } = clustersOf(component)
  const cluster = clusters.find((each) => each.person === person)
  if (cluster === undefined) return undefined
  const [oldest = '', ...others] = cluster.members
  const own = new Set(cluster.members)
  const keys = component.members.flatMap((member) => (own.has(member.id) ? member.keys.flat() : []))
  return {
    person,
    members: cluster.members,
    joins: others.map((member) => ({ member, path: pathBetween(links, oldest, member) })),
    refusals: refusals.filter(({ left, right }) => own.has(left) || own.has(right)),
    shared: [...new Set(keys.filter((key) => component.shared.has(key)))].toSorted(),
    leftOut: rules.slice(component.rules).map(({ name }) => name),
  }
}

/** The one way between two members of a cluster, because the links of a cluster form a tree. */
function pathBetween(links: readonly Link[], from: string, to: string): readonly Link[] {
  const beside = new Map<string, Link[]>()
  for (const link of links)
    for (const end of [link.left, link.right]) beside.set(end, [...(beside.get(end) ?? []), link])
  const ways = new Map<string, readonly Link[]>([[from, []]])
  for (const [at, way] of ways)
    for (const link of beside.get(at) ?? []) {
      const next = link.left === at ? link.right : link.left
      if (!ways.has(next)) ways.set(next, [...way, { ...link, left: at, right: next }])
    }
  return ways.get(to) ?? []
}
