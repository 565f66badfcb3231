import { fault, type JsonObject } from '@cartograph/core'
import {
  membersOfPersons,
  presentPerson,
  readErasure,
  rowsById,
  tracedRows,
  type Dialect,
  type NamedRow,
  type Work,
} from '../../store/index.ts'
import { idsByEntity } from '../persons/moved-traces.ts'
import { identifiersIn } from '../persons/stored-identifiers.ts'
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
}

/**
 * Everything of the person that a name leads to, or what is left of an erasure that was begun.
 *
 * @throws a `notFound` fault for a name that nobody has.
 */
export function* erasable(dialect: Dialect, org: string, name: string): Work<Erasable> {
  const person = yield* presentPerson(dialect, org, name)
  if (person === undefined) return yield* begun(dialect, org, name)
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
  return { person, members, rows, trail }
}

/** An erasure that could not be done whole is gone on with by the name that the person had. */
function* begun(dialect: Dialect, org: string, name: string): Work<Erasable> {
  const erasure = yield* readErasure(dialect, org, name)
  if (erasure?.unfinished !== undefined) {
    const left = JSON.parse(erasure.unfinished) as Pick<Erasable, 'members' | 'trail'>
    return { person: name, members: left.members, rows: [], trail: left.trail }
  }
  throw fault({
    kind: 'notFound',
    message:
      erasure === undefined
        ? `There is no person ${name}.`
        : `The person ${name} was erased, and nothing is left to be done.`,
    hint: '`cartograph customers --search` shows the names of persons.',
  })
}
