import { pairText, type Decision } from './decision.ts'
import { byAge, personIdOf, type Member } from './member.ts'

/** Members that belong together as far as rules and staff may join them, with what decides about it. */
export interface Component {
  readonly members: readonly Member[]
  /** Those that name members of it. */
  readonly decisions: readonly Decision[]
  /** Keys that so many members have that they identify nobody. */
  readonly shared: ReadonlySet<string>
  /** How many of the rules count; fewer than there are where all of them would join too many records. */
  readonly rules: number
}

export interface Cluster {
  readonly person: string
  /** The oldest first. */
  readonly members: readonly string[]
}

/** Why two members are one person. */
export interface Link {
  readonly left: string
  readonly right: string
  readonly by: 'staff' | { readonly rule: number; readonly key: string }
}

/** Two members that a rule or staff would have joined, and what spoke against it. */
export interface Refusal extends Link {
  readonly because: 'apart' | { readonly differsIn: string }
}

export interface Clustering {
  readonly clusters: readonly Cluster[]
  /** The links of every cluster form a tree. */
  readonly links: readonly Link[]
  /** Between members of different clusters. */
  readonly refusals: readonly Refusal[]
}

/**
 * Puts members together: first those that staff said are one, then by the rules from the strongest down, older members first.
 *
 * A join that would bring together what staff said are two, or two values of a namespace in which a person has one, is
 * refused. So where a record could go to either of two persons, the strongest match wins. The result depends on the members
 * alone, never on the order in which they came.
 */
export function clustersOf(component: Component): Clustering {
  const members = component.members.toSorted(byAge)
  const groups = startingGroups(members)
  const links: Link[] = []
  const refusals = new Map<string, Refusal>()
  const apart = component.decisions.filter(({ says }) => says === 'apart')
  for (const link of candidates(members, component)) {
    const one = groups.get(link.left)
    const other = groups.get(link.right)
    if (one === undefined || other === undefined || one === other) continue
    const because = objection(one, other, apart, groups)
    if (because === undefined) {
      join(one, other, groups)
      links.push(link)
    } else {
      // Of two groups one refusal a key is enough to explain it.
      const text = JSON.stringify([one.oldest.id, other.oldest.id, link.by])
      if (!refusals.has(text)) refusals.set(text, { ...link, because })
    }
  }
  const clusters = [...new Set(groups.values())].map(({ oldest, members: own }) => ({
    person: personIdOf(oldest.id),
    members: own.toSorted(byAge).map(({ id }) => id),
  }))
  return {
    clusters,
    links,
    refusals: [...refusals.values()].filter(
      ({ left, right }) => groups.get(left) !== groups.get(right),
    ),
  }
}

interface Group {
  readonly oldest: Member
  readonly members: Member[]
  readonly fixed: Map<string, Set<string>>
}

function startingGroups(members: readonly Member[]): Map<string, Group> {
  return new Map(
    members.map((member) => [
      member.id,
      {
        oldest: member,
        members: [member],
        fixed: new Map([...member.fixed].map(([namespace, own]) => [namespace, new Set(own)])),
      },
    ]),
  )
}

/** The joins that are wished for, the strongest first. */
function* candidates(members: readonly Member[], component: Component): Iterable<Link> {
  const age = new Map(members.map(({ id }, index) => [id, index]))
  const together = component.decisions
    .filter(({ says, left, right }) => says === 'together' && age.has(left) && age.has(right))
    .toSorted((one, other) => other.at - one.at || (pairText(one) < pairText(other) ? -1 : 1))
  for (const { left, right } of together) yield { left, right, by: 'staff' }
  for (let rule = 0; rule < component.rules; rule += 1) {
    const holders = new Map<string, string[]>()
    for (const { id, keys } of members)
      for (const key of keys[rule] ?? []) {
        if (component.shared.has(key)) continue
        const own = holders.get(key)
        if (own === undefined) holders.set(key, [id])
        else own.push(id)
      }
    const place = (ids: readonly string[]) => ids.map((id) => age.get(id) ?? 0)
    const oldestFirst = [...holders].toSorted(([oneKey, one], [otherKey, other]) => {
      const [a = 0, b = 0] = place(one)
      const [c = 0, d = 0] = place(other)
      return a - c || b - d || (oneKey < otherKey ? -1 : 1)
    })
    for (const [key, ids] of oldestFirst)
      for (const [index, left] of ids.entries())
        for (const right of ids.slice(index + 1)) yield { left, right, by: { rule, key } }
  }
}

function objection(
  one: Group,
  other: Group,
  apart: readonly Decision[],
  groups: ReadonlyMap<string, Group>,
): Refusal['because'] | undefined {
  const isApart = apart.some(({ left, right }) => {
    const [first, second] = [groups.get(left), groups.get(right)]
    return (first === one && second === other) || (first === other && second === one)
  })
  if (isApart) return 'apart'
  for (const [namespace, values] of one.fixed) {
    const others = other.fixed.get(namespace)
    if (others !== undefined && [...values].every((value) => !others.has(value)))
      return { differsIn: namespace }
  }
  return undefined
}

/** Adds the younger group to the older one. */
function join(one: Group, other: Group, groups: Map<string, Group>): void {
  const [into, from] = byAge(one.oldest, other.oldest) < 0 ? [one, other] : [other, one]
  for (const member of from.members) {
    into.members.push(member)
    groups.set(member.id, into)
  }
  for (const [namespace, values] of from.fixed)
    into.fixed.set(namespace, new Set([...(into.fixed.get(namespace) ?? []), ...values]))
}
