import { fault, type Transaction } from '@cartograph/core'
import { countryOf, type TillContext } from './caller-context.ts'
import { newContactId, ownContactId } from './contact-id.ts'
import { acceptedInput, refusal, requireFields, type ContactInput } from './contact-input.ts'
import { digestOf } from './digest.ts'
import { usualFields } from './field-sets.ts'
import { knownWithin, lockOfContact } from './known-contact.ts'
import { findKnown, knownPerson, type Known } from './person.ts'
import { emptyBoxes, statementsOf, type Boxes } from './statements.ts'
import type { ContactRow } from './streams.ts'

const kinds = ['email', 'phone'] as const
type Kind = (typeof kinds)[number]

const said = { email: 'e-mail address', phone: 'phone number' } as const

/**
 * Registers a customer and gives the contact's id.
 *
 * Whoever is known already is not registered a second time: where all that was typed fits, the contact that is there is
 * given and what it lacks is filled in; where it does not fit, the till is told why. Two tills that register one number at
 * once wait for each other under the lock of that number.
 */
export async function registerContact(context: TillContext, input: ContactInput): Promise<string> {
  const set = context.config.till?.register ?? usualFields
  const given = acceptedInput(input, set, countryOf(context))
  requireFields(given, set)
  const contactId = newContactId()
  const { id } = await context.transact<{ id: string }>(
    // The work finds what was registered before, so the same call twice is harmless; an answer that was remembered would
    // lead to a contact that was erased since.
    { locks: await locksOf(given), once: `register ${contactId}` },
    async (transaction) => {
      const owners = await ownersOf(context, transaction, given)
      const owner = onlyOwner(owners)
      if (owner === undefined) {
        put(context, transaction, { contactId, before: {}, given, shown: emptyBoxes })
        return { commit: true, answer: { id: contactId } }
      }
      refuseOtherAddress(owner, owners, given)
      const own = await ownContactId(owner.contactId)
      const before = (await transaction.get('contacts', [own])) as ContactRow | undefined
      const lacking = { ...given, ...withoutBlanks(before ?? ofKnown(owner)) }
      put(context, transaction, {
        contactId: own,
        before: before ?? {},
        given: lacking,
        shown: emptyBoxes,
      })
      return { commit: true, answer: { id: own } }
    },
  )
  return id
}

/** Changes a contact: the fields that are given, as far as they may be edited. @throws a `notFound` fault for whom nobody knows. */
export async function updateContact(
  context: TillContext,
  contactId: string,
  input: ContactInput,
): Promise<void> {
  const set = context.config.till?.update ?? usualFields
  const given = acceptedInput(input, set, countryOf(context))
  const own = await ownContactId(contactId)
  await context.transact<{ id: string }>(
    {
      locks: [lockOfContact(own), ...(await locksOf(given))],
      once: `update ${crypto.randomUUID()}`,
    },
    async (transaction) => {
      const before = await contactBefore(context, transaction, contactId, own)
      const after = { ...before, ...given }
      requireFields(after, set)
      const owners = await ownersOf(context, transaction, changedKeys(before, given))
      for (const kind of kinds) {
        const owner = owners[kind]
        if (owner !== undefined && (await ownContactId(owner.contactId)) !== own)
          throw refusal(
            `Another customer has this ${said[kind]}.`,
            `Search for the ${said[kind]}: it may be the same person, registered twice.`,
            kind,
          )
      }
      const known = await knownWithin(transaction, contactId, context.config.accountId)
      put(context, transaction, { contactId: own, before, given, shown: known ?? emptyBoxes })
      return { commit: true, answer: { id: own } }
    },
  )
}

/** Only what is new can be another's. */
function changedKeys(before: ContactInput, given: ContactInput): ContactInput {
  return Object.fromEntries(
    kinds.flatMap((kind) =>
      given[kind] === undefined || given[kind] === before[kind] ? [] : [[kind, given[kind]]],
    ),
  )
}

async function contactBefore(
  { config }: TillContext,
  transaction: Transaction,
  contactId: string,
  own: string,
): Promise<ContactInput> {
  const row = (await transaction.get('contacts', [own])) as ContactRow | undefined
  if (row !== undefined) return row
  const known = await knownPerson(transaction.find, contactId, config.accountId)
  if (known !== undefined) return ofKnown(known)
  throw fault({
    kind: 'notFound',
    message: 'There is no such customer.',
    hint: 'The customer may have been erased; search again.',
  })
}

type Owners = Readonly<Partial<Record<Kind, Known>>>

/** Who has the address and the number already. */
async function ownersOf(
  { config }: TillContext,
  { find }: Transaction,
  given: ContactInput,
): Promise<Owners> {
  const owners: Partial<Record<Kind, Known>> = {}
  for (const kind of kinds) {
    const value = given[kind]
    if (typeof value !== 'string') continue
    const known = await findKnown(find, { kind, value }, config.accountId)
    if (known !== undefined) owners[kind] = known
  }
  return owners
}

function onlyOwner({ email, phone }: Owners): Known | undefined {
  if (email !== undefined && phone !== undefined && email.personId !== phone.personId)
    throw refusal(
      'The e-mail address belongs to one customer and the phone number to another.',
      'Search for each of them, and correct the one that is wrong.',
      'email',
    )
  return email ?? phone
}

/** Found by the one, and the other is not what was typed: that may be somebody else of the family. */
function refuseOtherAddress(owner: Known, owners: Owners, given: ContactInput): void {
  for (const kind of kinds) {
    const other = kind === 'email' ? 'phone' : 'email'
    const isNew = typeof given[kind] === 'string' && owners[kind] === undefined
    if (isNew && owner[kind] !== undefined)
      throw refusal(
        `A customer with this ${said[other]} is there already, with another ${said[kind]}.`,
        `Search for the ${said[other]}, and change the ${said[kind]} there if it is the same person.`,
        kind,
      )
  }
}

function ofKnown(known: Known): ContactInput {
  const { email, phone, firstName, lastName, company, gender, birthday, invoiceAddress } = known
  return withoutBlanks({
    email,
    phone,
    firstName,
    lastName,
    company,
    gender,
    birthday,
    invoiceAddress,
  })
}

function withoutBlanks(contact: ContactInput): ContactInput {
  return Object.fromEntries(
    Object.entries(contact).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  )
}

/** Names that do not tell the address or the number: locks are kept. */
async function locksOf(given: ContactInput): Promise<readonly string[]> {
  const values = kinds.flatMap((kind) => {
    const value = given[kind]
    return typeof value === 'string' ? [`${kind} ${value}`] : []
  })
  return Promise.all(values.map(async (value) => `sitoo identifier ${await digestOf(value)}`))
}

interface Writing {
  readonly contactId: string
  readonly before: ContactInput & Partial<ContactRow>
  readonly given: ContactInput
  readonly shown: Boxes
}

function put(
  { config, now }: TillContext,
  transaction: Transaction,
  { contactId, before, given, shown }: Writing,
): void {
  const at = new Date(now()).toISOString()
  const { acceptsEmail: _email, acceptsSms: _sms, acceptsPost: _post, ...fields } = given
  const row: ContactRow = {
    ...before,
    ...fields,
    contactId,
    account: config.accountId,
    statements: statementsOf(given, shown, before.statements, at),
    createdAt: before.createdAt ?? at,
    updatedAt: at,
  }
  transaction.put({ stream: 'contacts', op: 'upsert', row, at: now() })
}
