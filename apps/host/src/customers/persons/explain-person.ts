import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import type { Dialect, Work } from '../../store/index.ts'
import type { Link, Refusal } from '../identity/clusters.ts'
import { componentsOf } from '../identity/components.ts'
import { explain } from '../identity/explanation.ts'
import { personNamed, type Person } from './person.ts'
import { storeBook } from './store-book.ts'

/** Why the records of a person are one, in the words of the configuration. */
export interface PersonExplanation {
  readonly person: Person
  /** For every record but the oldest the steps from the oldest to it. */
  readonly joins: readonly { readonly member: string; readonly path: readonly Step[] }[]
  readonly refusals: readonly RefusedStep[]
  /** Identifiers that so many records have that they join nobody. */
  readonly shared: readonly string[]
  /** Rules that would have joined too many records. */
  readonly leftOut: readonly string[]
}

export interface Step {
  readonly from: string
  readonly to: string
  /** The rule by its name, or `staff`. */
  readonly by: string
  /** What both have, as `email:ida@example.com`. */
  readonly shared?: string
}

export interface RefusedStep extends Step {
  /** `staff`, or the identifier in which they differ. */
  readonly because: string
}

/** Explains the person that a name leads to; `undefined` where it leads to nobody. */
export function* explainPerson(
  dialect: Dialect,
  org: string,
  name: string,
  { identity }: CustomerSettings = defaultCustomers,
): Work<PersonExplanation | undefined> {
  const person = yield* personNamed(dialect, org, name)
  if (person === undefined) return undefined
  const book = storeBook(dialect, org, identity)
  const components = yield* componentsOf(book, person.members.slice(0, 1), identity)
  const found = components
    .map((component) => explain(component, identity.rules, person.id))
    .find((each) => each !== undefined)
  if (found === undefined) return undefined
  const step = (link: Link): Step => ({
    from: link.left,
    to: link.right,
    ...(link.by === 'staff'
      ? { by: 'staff' }
      : { by: identity.rules[link.by.rule]?.name ?? '', shared: link.by.key }),
  })
  const refused = (refusal: Refusal): RefusedStep => ({
    ...step(refusal),
    because: refusal.because === 'apart' ? 'staff' : refusal.because.differsIn,
  })
  return {
    person,
    joins: found.joins.map(({ member, path }) => ({ member, path: path.map(step) })),
    refusals: found.refusals.map(refused),
    shared: found.shared,
    leftOut: found.leftOut,
  }
}
