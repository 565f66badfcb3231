import type { IdentitySettings } from '../../config/index.ts'
import type { Work } from '../../store/index.ts'
import type { IdentityBook } from './book.ts'
import type { Component } from './clusters.ts'
import { pairText, type Decision } from './decision.ts'
import type { Member } from './member.ts'
import { union, type Union } from './union.ts'

/**
 * The components that some members are in: everything that shares keys with them, over any number of steps.
 *
 * Where all rules together would reach too many records, the weakest is left out, then the next, until few enough are left.
 * Members that the same rules reach agree on how many count for them, so every member is in one component, whichever of them
 * one begins with.
 */
export function* componentsOf(
  book: IdentityBook,
  seeds: Iterable<string>,
  settings: IdentitySettings,
): Work<readonly Component[]> {
  const found: Component[] = []
  let due: readonly string[] = [...new Set(seeds)]
  for (let rules = settings.rules.length; due.length > 0; rules -= 1) {
    // What staff put together is not given up for being much.
    const most = rules === 0 ? Number.POSITIVE_INFINITY : settings.recordsPerPerson
    const reach: Reach = {
      book,
      rules,
      most,
      limit: settings.recordsPerIdentifier,
      members: new Map(),
      decisions: new Map(),
      shared: new Set(),
      groups: union(),
    }
    let frontier = due
    while (frontier.length > 0) frontier = yield* step(reach, frontier)
    const members = due.filter((id) => reach.members.has(id))
    found.push(...wholeOnes(reach, members))
    due = members.filter((id) => reach.groups.sizeOf(id) > most)
  }
  return found
}

interface Reach {
  readonly book: IdentityBook
  readonly rules: number
  /** Members of a group; one that has more is not walked to its end. */
  readonly most: number
  /** Members of a key. */
  readonly limit: number
  readonly members: Map<string, Member>
  readonly decisions: Map<string, Decision>
  readonly shared: Set<string>
  readonly groups: Union
}

/** Looks at some members, and gives back those that they lead to. */
function* step(reach: Reach, ids: readonly string[]): Work<readonly string[]> {
  const { book, rules, most, limit, members, decisions, shared, groups } = reach
  const found = yield* book.members(ids)
  for (const [id, member] of found) members.set(id, member)
  const keys = new Set<string>()
  for (const member of found.values()) for (const key of countedKeys(member, rules)) keys.add(key)
  const holders = yield* book.holders([...keys], limit)
  const next = new Set<string>()
  for (const [id, member] of found)
    for (const key of countedKeys(member, rules)) {
      const others = holders.get(key)
      if (others === undefined || others.length > limit) shared.add(key)
      else for (const other of others) lead(id, other)
    }
  const said = yield* book.decisions([...found.keys()])
  for (const decision of said) decisions.set(pairText(decision), decision)
  const together = said.filter(({ says }) => says === 'together')
  // A decision outlives a record that is gone for now.
  const partners = yield* book.members(together.flatMap(({ left, right }) => [left, right]))
  for (const { left, right } of together)
    if (partners.has(left) && partners.has(right)) {
      lead(left, right)
      lead(right, left)
    }
  return [...next].filter((id) => groups.sizeOf(id) <= most)

  function lead(from: string, to: string): void {
    groups.join(from, to)
    if (!members.has(to)) next.add(to)
  }
}

function countedKeys(member: Member, rules: number): readonly string[] {
  return member.keys.slice(0, rules).flat()
}

/** The components of the seeds that are not too large. */
function wholeOnes(reach: Reach, seeds: readonly string[]): readonly Component[] {
  const { groups, most, rules, shared } = reach
  const wanted = new Set(seeds.map((id) => groups.rootOf(id)))
  const found = new Map<string, { members: Member[]; decisions: Decision[] }>()
  for (const member of reach.members.values()) {
    const root = groups.rootOf(member.id)
    if (!wanted.has(root) || groups.sizeOf(root) > most) continue
    const component = found.get(root)
    if (component === undefined) found.set(root, { members: [member], decisions: [] })
    else component.members.push(member)
  }
  for (const decision of reach.decisions.values())
    for (const root of new Set([groups.rootOf(decision.left), groups.rootOf(decision.right)]))
      found.get(root)?.decisions.push(decision)
  return [...found.values()].map(({ members, decisions }) => ({
    members,
    decisions,
    shared,
    rules,
  }))
}
