import type { Json } from '@cartograph/core'
import type { CustomerSettings } from '../../config/index.ts'
import { listPersons, type Dialect, type Work } from '../../store/index.ts'
import type { Profile } from '../profile/profile.ts'
import { termsOf, type Term } from '../search/query.ts'
import { searchPersons } from '../search/search.ts'
import { isNear, isSpelled, wordsOf } from '../search/words.ts'
import { seenPersons, type SeenPerson } from './seen-person.ts'

export interface NodePersons {
  readonly persons: readonly SeenPerson[]
  /** Whether there may be more. */
  readonly isCut: boolean
}

/** So many persons of the organisation are looked at, until enough are found whom the node knows. */
const mostLookedAt = 2000

/**
 * Finds persons as a node sees them: by what its own connections know alone. A name that another node knows finds nobody here.
 */
export function* searchAtNode(
  dialect: Dialect,
  org: string,
  query: string,
  scene: { readonly node: string; readonly settings: CustomerSettings; readonly limit: number },
): Work<NodePersons> {
  const { node, settings, limit } = scene
  const found = yield* searchPersons(dialect, org, query, mostLookedAt)
  const terms = termsOf(query)
  const seen = yield* seenPersons(dialect, org, found.persons, [node], settings)
  const fitting = seen.filter(({ profile }) => fits(terms, profileWords(profile)))
  return {
    persons: fitting.slice(0, limit),
    isCut: fitting.length > limit || found.isCut,
  }
}

/** Persons whom a node knows, in the order of their names, after one of them. */
export function* personsAtNode(
  dialect: Dialect,
  org: string,
  after: string,
  scene: { readonly node: string; readonly settings: CustomerSettings; readonly limit: number },
): Work<NodePersons> {
  const { node, settings, limit } = scene
  const persons: SeenPerson[] = []
  let from = after
  for (;;) {
    const some = yield* listPersons(dialect, org, from, mostLookedAt)
    const last = some.at(-1)
    persons.push(...(yield* seenPersons(dialect, org, some, [node], settings)))
    if (persons.length > limit) return { persons: persons.slice(0, limit), isCut: true }
    if (last === undefined || some.length < mostLookedAt) return { persons, isCut: false }
    from = last
  }
}

function fits(terms: readonly Term[], words: ReadonlySet<string>): boolean {
  return terms.every((term) => {
    if (term.kind === 'exact') return term.words.some((word) => words.has(word))
    const { word } = term
    return [...words].some(
      (each) => each.startsWith(word) || (isSpelled(word) && isSpelled(each) && isNear(each, word)),
    )
  })
}

/** The words of everything that a profile says, chosen or not. */
function profileWords({ properties, extended, consents }: Profile): ReadonlySet<string> {
  const words = new Set<string>()
  for (const [name, chosen] of Object.entries({ ...extended, ...properties }))
    for (const { value, connection, member } of [chosen, ...chosen.others]) {
      const values = new Map<string, Json>([[name, value]])
      const said = { member, connection, since: undefined, updatedAt: undefined, values }
      for (const word of wordsOf([{ ...said, statements: [] }], consents)) words.add(word)
    }
  return words
}
