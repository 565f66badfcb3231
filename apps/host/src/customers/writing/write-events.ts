import { emailOf, fault, type Entry, type JsonObject } from '@cartograph/core'
import { keyHolders, membersById } from '../../store/index.ts'
import { lookUpKey } from '../identity/identifier.ts'
import { phoneIn } from './checked-properties.ts'
import { ownRecordOf } from './own-record.ts'
import { newOwnRow } from './own-row.ts'
import type { EventWish } from '../../wishes/index.ts'
import { countriesAt } from './write-customer.ts'
import { idOf, rowOf, writeOnce, type Once } from './write-once.ts'
import type { WritingScene } from './writing-scene.ts'

/** How an event says whose it is, as its row has it. */
interface Whose {
  readonly customerId?: string
  readonly email?: string
  readonly phone?: string
}

/**
 * Writes events of customers. An e-mail address or a phone number need not be known: then there is a new person.
 *
 * @throws a `record` fault for an event that says nothing of whose it is, a `notFound` fault for an identifier of yours that
 *   nobody has.
 */
export async function writeEvents(
  scene: WritingScene,
  wish: { readonly events: readonly EventWish[] },
  once: Once,
): Promise<{ readonly events: readonly string[] }> {
  const whose: Whose[] = []
  for (const [index, { customer }] of wish.events.entries())
    whose.push(await whoseIt(scene, customer, once.node, index))
  const records = [...new Set(whose.flatMap(({ customerId }) => customerId ?? []))]
  return writeOnce(
    scene,
    once,
    { what: 'event.write', body: wish, locks: records.map((id) => `customer ${id}`) },
    async (transaction, now) => {
      for (const id of records)
        if ((await rowOf(transaction, 'customers', id)) === undefined)
          transaction.put({
            stream: 'customers',
            op: 'upsert',
            row: { ...newOwnRow(id, now), revision: 1 },
          })
      const entries = wish.events.map((event, index): Entry => {
        const { customer: _whom, at = now, ...told } = event
        const row: JsonObject = {
          id: idOf(once, `event ${index}`),
          ...(told as JsonObject),
          ...whose[index],
          at: new Date(at).toISOString(),
        }
        return { stream: 'events', op: 'upsert', row }
      })
      for (const entry of entries) transaction.put(entry)
      return { events: entries.map((_entry, index) => idOf(once, `event ${index}`)) }
    },
  )
}

async function whoseIt(
  scene: WritingScene,
  { person, email, phone, ...others }: EventWish['customer'],
  node: string | undefined,
  index: number,
): Promise<Whose> {
  if (person !== undefined) return { customerId: (await ownRecordOf(scene, person, node)).id }
  const address = email === undefined ? undefined : emailOf(email)
  const number = phone === undefined ? undefined : phoneIn(phone, countriesAt(scene, node))
  if (email !== undefined && address === undefined)
    throw refused(index, 'email', 'expected an e-mail address')
  if (phone !== undefined && number === undefined)
    throw refused(index, 'phone', 'expected a number with its country, such as +45 20 12 34 56')
  if (address !== undefined || number !== undefined)
    return {
      ...(address !== undefined && { email: address }),
      ...(number !== undefined && { phone: number }),
    }
  for (const [namespace, value] of Object.entries(others)) {
    const name = await holderOf(scene, namespace, value)
    if (name !== undefined) return { customerId: (await ownRecordOf(scene, name, node)).id }
  }
  if (Object.keys(others).length === 0)
    throw refused(index, undefined, 'expected `person`, `email`, `phone` or an identifier of yours')
  throw fault({
    kind: 'notFound',
    message: `Nobody has this ${Object.keys(others).join(' or ')}, or more than one person has.`,
    hint: 'Send an e-mail address or a phone number with it; whoever is unknown is then a new person.',
    path: ['events', index, 'customer'],
  })
}

/** The one person who has an identifier. */
async function holderOf(
  { store }: WritingScene,
  namespace: string,
  value: string,
): Promise<string | undefined> {
  const persons = await store.read(function* (dialect, org) {
    const holders = yield* keyHolders(dialect, org, [lookUpKey({ namespace, value })], mostHolders)
    const members = yield* membersById(
      dialect,
      org,
      holders.map(({ member }) => member),
    )
    return new Set(members.map((member) => member.person))
  })
  return persons.size === 1 ? [...persons][0] : undefined
}

const mostHolders = 50

function refused(index: number, field: string | undefined, problem: string): Error {
  return fault({
    kind: 'record',
    message: `It cannot be told whose event ${index + 1} is: ${problem}.`,
    path: ['events', index, 'customer', ...(field === undefined ? [] : [field])],
  })
}
