import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import type { Dialect, Work } from '../../store/index.ts'
import { personsAfter, personsOf } from '../persons/person.ts'
import { searchPersons } from '../search/search.ts'
import { personsAtNode, searchAtNode, type NodePersons } from './persons-at-node.ts'

export interface ShowOptions {
  /** Default: all, in the order of their names. */
  readonly search?: string | undefined
  /** Only those whose name comes after this one, where nothing is searched for. Default: from the first. */
  readonly after?: string | undefined
  /** Only whom a node knows, as it knows them. Default: the whole organisation. */
  readonly node?: string | undefined
  readonly limit: number
  readonly settings?: CustomerSettings | undefined
}

/**
 * Persons for staff to look at, listed or found.
 *
 * @throws a `config` fault for a node that does not exist.
 */
export function* shownPersons(
  dialect: Dialect,
  org: string,
  { search, after = '', node, limit, settings = defaultCustomers }: ShowOptions,
): Work<NodePersons> {
  if (node !== undefined) {
    const scene = { node, settings, limit }
    return search === undefined
      ? yield* personsAtNode(dialect, org, after, scene)
      : yield* searchAtNode(dialect, org, search, scene)
  }
  if (search === undefined) {
    const some = yield* personsAfter(dialect, org, after, limit + 1)
    return { persons: some.slice(0, limit), isCut: some.length > limit }
  }
  const { persons, isCut } = yield* searchPersons(dialect, org, search, limit)
  return { persons: yield* personsOf(dialect, org, persons), isCut }
}
