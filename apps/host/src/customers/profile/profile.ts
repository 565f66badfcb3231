import type { Json } from '@cartograph/core'
import type { PropertyPolicy, PropertySettings } from '../../config/index.ts'
import { chosenValue, type Chosen } from './choice.ts'
import { consentsOf, type Consent } from './consents.ts'
import type { Contribution } from './contribution.ts'
import { extendedProblem } from './extended.ts'

/** A person, as all records that speak of them together say. */
export interface Profile {
  readonly properties: Readonly<Record<string, Chosen>>
  readonly extended: Readonly<Record<string, Chosen>>
  readonly consents: readonly Consent[]
  /** Values outside the description of their property: not used, and not lost. */
  readonly findings: readonly ProfileFinding[]
  /** Epoch milliseconds of the oldest record; undefined where no record says. */
  readonly since: number | undefined
  readonly updatedAt: number | undefined
}

export interface ProfileFinding {
  readonly property: string
  readonly member: string
  readonly value: Json
  readonly problem: string
}

/** Chooses a value among contributions; a node chooses in its own way. */
export type Choose = (
  contributions: readonly Contribution[],
  name: string,
  policy: PropertyPolicy,
) => Chosen | undefined

/**
 * Computes a profile from what the records of a person say. It is never stored as a truth of its own, so a merge can be undone
 * and another policy be tried without loss.
 *
 * `choose` is how one of several values is taken; by default as the property's policy says.
 */
export function profileOf(
  contributions: readonly Contribution[],
  settings: PropertySettings,
  choose: Choose = (all, name, policy) => chosenValue(all, name, policy, settings.priority),
): Profile {
  const findings: ProfileFinding[] = []
  const right = contributions.map((contribution) => withoutWrong(contribution, settings, findings))
  const properties: Record<string, Chosen> = {}
  for (const [name, policy] of settings.base) {
    const chosen = choose(right, name, policy)
    if (chosen !== undefined) properties[name] = chosen
  }
  const extended: Record<string, Chosen> = {}
  for (const [name, { policy }] of settings.extended) {
    const chosen = choose(right, name, policy)
    if (chosen !== undefined) extended[name] = chosen
  }
  return {
    properties,
    extended,
    consents: consentsOf(contributions.flatMap(({ statements }) => statements)),
    findings: findings.toSorted((one, other) =>
      JSON.stringify(one) < JSON.stringify(other) ? -1 : 1,
    ),
    since: least(contributions.flatMap(({ since }) => since ?? [])),
    updatedAt: greatest(contributions.flatMap(({ updatedAt }) => updatedAt ?? [])),
  }
}

function withoutWrong(
  contribution: Contribution,
  { extended }: PropertySettings,
  findings: ProfileFinding[],
): Contribution {
  const { member, values } = contribution
  const wrong = [...extended].flatMap(([property, described]): readonly ProfileFinding[] => {
    const value = values.get(property)
    const problem = value === undefined ? undefined : extendedProblem(described, value)
    return value === undefined || problem === undefined
      ? []
      : [{ property, member, value, problem }]
  })
  if (wrong.length === 0) return contribution
  findings.push(...wrong)
  const names = new Set(wrong.map(({ property }) => property))
  return { ...contribution, values: new Map([...values].filter(([name]) => !names.has(name))) }
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((one, other) => Math.min(one, other))
}

function greatest(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((one, other) => Math.max(one, other))
}
