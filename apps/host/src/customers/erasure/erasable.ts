import { fault, type JsonObject } from '@cartograph/core'
import {
  membersOfPersons,
  presentPerson,
  rowsById,
  tracedRows,
  type Dialect,
  type NamedRow,
  type Work,
} from '../../store/index.ts'
import { idsByEntity } from '../persons/moved-traces.ts'
import { identifiersIn } from '../persons/stored-identifiers.ts'
import { begunErasure, type BegunErasure } from './open-erasure.ts'
import { trailOf, type Trail } from './trail.ts'

export interface RowOfPerson extends NamedRow {
  readonly row: JsonObject
}

/** A person who is to be erased, and what is theirs. */
export interface Erasable {
  readonly person: string
  readonly members: readonly string[]
  readonly rows: readonly RowOfPerson[]
  readonly trail: Trail
  /** What was done of it before. */
  readonly begun: BegunErasure | undefined
}

/**
 * Everything of the person that a name leads to, or what is left of an erasure that was begun.
 *
 * @throws a `notFound` fault for a name that nobody has.
 */
export function* erasable(dialect: Dialect, org: string, name: string): Work<Erasable> {
  const person = yield* presentPerson(dialect, org, name)
  if (person === undefined) return yield* goneOnWith(dialect, org, name)
  const stored = yield* membersOfPersons(dialect, org, [person])
  const members = stored.map(({ id }) => id)
  const traced = yield* tracedRows(dialect, org, members)
  const rows: RowOfPerson[] = []
  for (const [entity, ids] of idsByEntity(traced))
    for (const { id, data, deleted } of (yield* rowsById(dialect, org, entity, ids)).values())
      if (!deleted) rows.push({ entity, id, row: JSON.parse(data) as JsonObject })
  const identifiers = [...stored, ...traced].flatMap((each) => identifiersIn(each.identifiers))
  const trail = trailOf(
    members,
    identifiers,
    rows.map(({ row }) => row),
  )
  const begun = yield* begunErasure(dialect, org, person)
  // What was done before is another erasure, of what has come since.
  return { person, members, rows, trail, begun: begun?.open === undefined ? undefined : begun }
}

/** An erasure that could not be done whole is gone on with by the name that the person had. */
function* goneOnWith(dialect: Dialect, org: string, name: string): Work<Erasable> {
  const begun = yield* begunErasure(dialect, org, name)
  if (begun?.open !== undefined) {
    const { members, trail } = begun.open
    return { person: name, members, rows: [], trail, begun }
  }
  throw fault({
    kind: 'notFound',
    message:
      begun === undefined
        ? `There is no person ${name}.`
        : `The person ${name} was erased, and nothing is left to be done.`,
    hint: '`cartograph customers --search` shows the names of persons, `cartograph customers erasures` who was erased.',
  })
}
