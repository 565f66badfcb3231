import { fault } from '@cartograph/core'
import { ownConnectionId } from '../../config/index.ts'
import { contentHash, writeDecisions } from '../../store/index.ts'
import { pairOf } from '../identity/decision.ts'
import { recordOf } from '../identity/trace.ts'
import { personNamed, type Person } from '../persons/person.ts'
import { personAtNode } from '../reading/person-at-node.ts'
import type { WritingScene } from './writing-scene.ts'

/** Who is said to have put a record by hand to its person: it is of that person, and nothing that staff say takes it away. */
export const byEdit = '(edited by hand)'

/** The record of a person in the built-in source of a node, there or to be made. */
export interface OwnRecord {
  readonly person: Person
  /** Of the record in its stream. */
  readonly id: string
}

/**
 * The record that edits of a person go into. It is put to the person by a decision, so that it stays theirs whatever it says.
 *
 * @throws a `notFound` fault for a name that nobody has.
 */
export async function ownRecordOf(
  scene: WritingScene,
  name: string,
  node: string | undefined,
): Promise<OwnRecord> {
  const person = await namedPerson(scene, name, node)
  const prefix = recordOf(`${ownConnectionId(node)}:`)
  const known = person.members.find((member) => member.startsWith(prefix))
  if (known !== undefined) return { person, id: known.slice(prefix.length) }
  const [oldest = ''] = person.members
  const id = contentHash(`by hand ${oldest}`)
  const pair = pairOf(oldest, `${prefix}${id}`)
  const at = scene.clock.now()
  // Before the record is there: whoever sees it knows whose it is.
  await scene.store.write((dialect, org) =>
    writeDecisions(dialect, org, [{ ...pair, says: 'together', at, by: byEdit }]),
  )
  return { person, id }
}

/** A person whom the node knows. */
async function namedPerson(
  { store, settings, catchUp }: WritingScene,
  name: string,
  node: string | undefined,
): Promise<Person> {
  const look = () =>
    store.read(function* (dialect, org) {
      const isSeen =
        node === undefined ||
        (yield* personAtNode(dialect, org, name, { node, settings })) !== undefined
      return isSeen ? yield* personNamed(dialect, org, name) : undefined
    })
  const known = await look()
  if (known !== undefined) return known
  // Who was written a moment ago may not be computed yet.
  await catchUp()
  const found = await look()
  if (found !== undefined) return found
  throw fault({
    kind: 'notFound',
    message: 'There is no such person.',
    hint: '`cartograph customers --search` shows the names of persons.',
  })
}

/** The customer of the model that a record in the built-in source is. */
export function customerIdIn(node: string | undefined, id: string): string {
  return `${ownConnectionId(node)}:${id}`
}
