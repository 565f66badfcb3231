import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import { presentPerson, type Dialect, type Work } from '../../store/index.ts'
import { seenPersons, type SeenPerson } from './seen-person.ts'

/**
 * The person that a name leads to, as a node sees them; `undefined` for a name that nobody has, and for somebody whom the node does
 * not know, so that neither can be told from the other.
 */
export function* personAtNode(
  dialect: Dialect,
  org: string,
  name: string,
  scene: { readonly node: string; readonly settings?: CustomerSettings | undefined },
): Work<SeenPerson | undefined> {
  const { node, settings = defaultCustomers } = scene
  const present = yield* presentPerson(dialect, org, name)
  if (present === undefined) return undefined
  const [seen] = yield* seenPersons(dialect, org, [present], [node], settings)
  return seen
}
