import type { IdentityRule, IdentitySettings } from '../../config/index.ts'
import { contentHash } from '../../store/index.ts'
import { distinctIdentifiers, isIgnored, lookUpKey, type Identifier } from './identifier.ts'

/** A record of one connection that speaks of a person, as far as identity is concerned. */
export interface Member {
  readonly id: string
  /** Epoch milliseconds at which the record began; infinite where nobody knows. */
  readonly since: number
  /** One list a rule, in the order of the rules: members that share a key of a rule match by it. */
  readonly keys: readonly (readonly string[])[]
  /** The values in namespaces in which one person never has two. */
  readonly fixed: ReadonlyMap<string, readonly string[]>
}

/** A person is called after the oldest member, so the same members always have the same name. */
export function personIdOf(member: string): string {
  return contentHash(`person ${member}`)
}

/** The oldest first; members of one age in the order of their ids. */
export function byAge(
  one: Pick<Member, 'id' | 'since'>,
  other: Pick<Member, 'id' | 'since'>,
): number {
  if (one.since !== other.since) return one.since < other.since ? -1 : 1
  return one.id < other.id ? -1 : 1
}

export function memberOf(
  id: string,
  since: number,
  identifiers: readonly Identifier[],
  settings: IdentitySettings,
): Member {
  const counted = distinctIdentifiers(identifiers).filter((each) => !isIgnored(each, settings))
  const values = new Map<string, string[]>()
  for (const { namespace, value } of counted)
    values.set(namespace, [...(values.get(namespace) ?? []), value])
  const fixed = settings.neverDiffer.flatMap((namespace) => {
    const own = values.get(namespace)
    return own === undefined ? [] : [[namespace, own.map((value) => value.toLowerCase())] as const]
  })
  return {
    id,
    since,
    keys: settings.rules.map((rule) => keysOfRule(rule, values)),
    fixed: new Map(fixed),
  }
}

/** More combinations than that say nothing about one person. */
const mostKeys = 64

/** Every combination of values in the namespaces of a rule; none where one of them has no value. */
function keysOfRule(
  { match, caseSensitive }: IdentityRule,
  values: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  let combinations: readonly (readonly string[])[] = [[]]
  for (const namespace of match) {
    const own = values.get(namespace) ?? []
    combinations = combinations.flatMap((before) => own.map((value) => before.concat(value)))
    if (combinations.length > mostKeys) combinations = combinations.slice(0, mostKeys)
  }
  const keys = combinations.map((combination) => ruleKey({ match, caseSensitive }, combination))
  return [...new Set(keys)].toSorted()
}

/** Longer keys are kept as their hash, for the sake of indexes. */
const longestPlainKey = 150

/** A rule of one namespace has the keys by which identifiers are looked up anyway. */
function ruleKey(
  { match, caseSensitive }: Pick<IdentityRule, 'match' | 'caseSensitive'>,
  values: readonly string[],
): string {
  const [namespace, ...more] = match
  const [value] = values
  if (namespace !== undefined && value !== undefined && more.length === 0 && !caseSensitive)
    return lookUpKey({ namespace, value })
  const text = JSON.stringify(caseSensitive ? values : values.map((each) => each.toLowerCase()))
  return `${match.join('+')}${caseSensitive ? '=' : ':'}${text.length > longestPlainKey ? contentHash(text) : text}`
}
