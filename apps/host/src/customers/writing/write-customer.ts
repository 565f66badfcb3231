import type { AuditAction } from '../../access/index.ts'
import { ownConnectionId } from '../../config/index.ts'
import { personIdOf } from '../identity/member.ts'
import { recordOf } from '../identity/trace.ts'
import { ownerOf } from '../nodes/node.ts'
import { checkedProperties } from './checked-properties.ts'
import { consentEntries } from './consent-entries.ts'
import { customerIdIn, ownRecordOf } from './own-record.ts'
import { newOwnRow, withProperties, withTags, type OwnRow } from './own-row.ts'
import type { CreateWish, EditWish, TagWish } from '../../wishes/index.ts'
import { idOf, rowOf, writeOnce, type Once } from './write-once.ts'
import type { WritingScene } from './writing-scene.ts'

/** What was written: the person, and the record of the built-in source. */
export type Written = { readonly person: string; readonly record: string }

const stream = 'customers'

/** Countries of numbers that are written without one. */
export function countriesAt(
  { settings }: WritingScene,
  node: string | undefined,
): readonly string[] {
  const country = ownerOf(settings.nodes, ownConnectionId(node))?.country
  return country === undefined ? [] : [country]
}

/**
 * Writes a new customer. Whether they are somebody who is known already, the rules of identity say, as of any record.
 *
 * @throws a `record` fault for what does not fit the properties there are.
 */
export async function createCustomer(
  scene: WritingScene,
  wish: CreateWish,
  once: Once,
): Promise<Written> {
  const changes = checkedProperties(scene.settings, wish.properties, countriesAt(scene, once.node))
  const id = idOf(once, 'customer')
  const written = {
    person: personIdOf(recordOf(customerIdIn(once.node, id))),
    record: customerIdIn(once.node, id),
  }
  return writeOnce(
    scene,
    once,
    { what: 'customer.create', body: wish, locks: [`customer ${id}`] },
    async (transaction, now) => {
      const filled = withProperties(newOwnRow(id, now), changes, now)
      const row =
        wish.tags.length === 0 ? filled : withTags(filled, { add: wish.tags, remove: [] }, now)
      transaction.put({ stream, op: 'upsert', row })
      const whom = { customerId: id, email: row['email'], phone: row['phone'] }
      for (const entry of consentEntries(wish.consents, whom, { once, now })) transaction.put(entry)
      return written
    },
  )
}

/**
 * Sets properties of a person in a record of the organisation's own, and takes back those that are `null`. What vendors say stays;
 * which of them counts, the policy of the property says.
 *
 * @throws a `notFound` fault for a name that nobody has, a `record` fault for what does not fit.
 */
export async function editCustomer(
  scene: WritingScene,
  name: string,
  wish: EditWish,
  once: Once,
): Promise<Written> {
  const changes = checkedProperties(scene.settings, wish.properties, countriesAt(scene, once.node))
  return change(scene, name, { what: 'customer.update', body: ['edit', wish] }, once, (row, now) =>
    withProperties(row, changes, now),
  )
}

/** Adds tags to a person and takes tags away, whichever record has them. */
export async function tagCustomer(
  scene: WritingScene,
  name: string,
  wish: TagWish,
  once: Once,
): Promise<Written> {
  return change(scene, name, { what: 'customer.update', body: ['tag', wish] }, once, (row, now) =>
    withTags(row, wish, now),
  )
}

async function change(
  scene: WritingScene,
  name: string,
  { what, body }: { readonly what: AuditAction; readonly body: unknown },
  once: Once,
  make: (row: OwnRow, now: string) => OwnRow,
): Promise<Written> {
  const { person, id } = await ownRecordOf(scene, name, once.node)
  return writeOnce(
    scene,
    once,
    { what, body: [name, body], locks: [`customer ${id}`] },
    async (transaction, now) => {
      const before = (await rowOf(transaction, stream, id)) as OwnRow | undefined
      transaction.put({ stream, op: 'upsert', row: make(before ?? newOwnRow(id, now), now) })
      return { person: person.id, record: customerIdIn(once.node, id) }
    },
  )
}
