import { consentEntries } from './consent-entries.ts'
import { customerIdIn, ownRecordOf } from './own-record.ts'
import { newOwnRow } from './own-row.ts'
import type { ConsentWish } from '../../wishes/index.ts'
import type { Written } from './write-customer.ts'
import { rowOf, writeOnce, type Once } from './write-once.ts'
import type { WritingScene } from './writing-scene.ts'

/**
 * Writes what a person said about being contacted. It is of the person, and of the address and the number that they have now, so
 * that it counts however they are known.
 *
 * @throws a `notFound` fault for a name that nobody has.
 */
export async function writeConsents(
  scene: WritingScene,
  name: string,
  wish: { readonly consents: readonly ConsentWish[] },
  once: Once,
): Promise<Written> {
  const { person, id } = await ownRecordOf(scene, name, once.node)
  const { email, phone } = person.profile.properties
  return writeOnce(
    scene,
    once,
    { what: 'customer.update', body: ['consent', name, wish], locks: [`customer ${id}`] },
    async (transaction, now) => {
      if ((await rowOf(transaction, 'customers', id)) === undefined)
        transaction.put({
          stream: 'customers',
          op: 'upsert',
          row: { ...newOwnRow(id, now), revision: 1 },
        })
      const whom = { customerId: id, email: email?.value, phone: phone?.value }
      for (const entry of consentEntries(wish.consents, whom, { once, now })) transaction.put(entry)
      return { person: person.id, record: customerIdIn(once.node, id) }
    },
  )
}
