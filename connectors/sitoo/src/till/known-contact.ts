import type { Find, Transaction } from '@cartograph/core'
import type { ContactRow } from './streams.ts'
import { ownContactId } from './contact-id.ts'
import { findKnown, knownPerson, type Known } from './person.ts'
import type { TillContext } from './caller-context.ts'

/** The customer whom a till calls so: a contact of our own, or a person whom other systems alone know. */
export async function knownByContactId(
  context: TillContext,
  contactId: string,
): Promise<Known | undefined> {
  const { find, config } = context
  const own = await ownContact(context, contactId)
  if (own === null) return knownPerson(find, contactId, config.accountId)
  return knownByKeys(find, own, config.accountId)
}

type Keys = { readonly email: string | null; readonly phone: string | null }

/** The same while something is written about the contact. */
export async function knownWithin(
  { find, get }: Pick<Transaction, 'find' | 'get'>,
  contactId: string,
  account: number,
): Promise<Known | undefined> {
  const row = (await get('contacts', [await ownContactId(contactId)])) as ContactRow | undefined
  if (row === undefined) return knownPerson(find, contactId, account)
  return knownByKeys(find, { email: row.email ?? null, phone: row.phone ?? null }, account)
}

async function knownByKeys(find: Find, keys: Keys, account: number): Promise<Known | undefined> {
  for (const kind of ['email', 'phone'] as const) {
    const value = keys[kind]
    if (value === null) continue
    const known = await findKnown(find, { kind, value }, account)
    if (known !== undefined) return known
  }
  return undefined
}

/** By what a contact of our own is found. Rows are read under a lock alone, and nothing is written here. */
async function ownContact(context: TillContext, contactId: string): Promise<Keys | null> {
  const own = await ownContactId(contactId)
  return context.transact<Keys | null>(
    { locks: [lockOfContact(own)], once: `look at ${crypto.randomUUID()}` },
    async (transaction) => {
      const row = (await transaction.get('contacts', [own])) as ContactRow | undefined
      const keys = row && { email: row.email ?? null, phone: row.phone ?? null }
      return { commit: false, answer: keys ?? null }
    },
  )
}

export function lockOfContact(contactId: string): string {
  return `sitoo contact ${contactId}`
}
