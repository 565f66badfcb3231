import type { Find, JsonObject } from '@cartograph/core'
import { isRecord, rowsIn, textIn, textsIn } from './json-fields.ts'
import { ownContactPrefix } from './contact-id.ts'
import type { ExactKey } from './exact-key.ts'
import type { TillAddress } from './streams.ts'

/** A customer as the tills are told: what is known of the person over all channels. */
export interface Known {
  /** What the till calls the customer. */
  readonly contactId: string
  readonly personId: string
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly company?: string | undefined
  readonly gender?: string | undefined
  readonly birthday?: string | undefined
  readonly invoiceAddress?: TillAddress | undefined
  /** What only tills ask for, of the contact that was registered at one. */
  readonly own: JsonObject
  readonly acceptsEmail: boolean
  readonly acceptsSms: boolean
  readonly acceptsPost: boolean
}

/** More persons with one address or number are not looked at. */
const mostHolders = 5

/**
 * The one customer who has an e-mail address or a phone number; where several have it, the one a till has registered, and
 * else the one known longest.
 */
export async function findKnown(
  find: Find,
  { kind, value }: ExactKey,
  account: number,
): Promise<Known | undefined> {
  const persons = await find('person', { [kind]: value }, { limit: mostHolders })
  const known = await Promise.all(persons.map((person) => knownOf(find, person, account)))
  return known.toSorted(byAge).toSorted(registeredFirst).at(0)?.known
}

/** The person of an id that a search gave, under its present name. */
export async function knownPerson(
  find: Find,
  personId: string,
  account: number,
): Promise<Known | undefined> {
  const [person] = await find('person', { id: personId }, { limit: 1 })
  return person === undefined ? undefined : (await knownOf(find, person, account)).known
}

interface Aged {
  readonly known: Known
  readonly since: string
}

function byAge(one: Aged, other: Aged): number {
  return one.since < other.since ? -1 : Number(one.since > other.since)
}

function registeredFirst(one: Aged, other: Aged): number {
  return Number(isOwn(other.known.contactId)) - Number(isOwn(one.known.contactId))
}

function isOwn(contactId: string): boolean {
  return contactId.startsWith(ownContactPrefix)
}

async function knownOf(find: Find, person: JsonObject, account: number): Promise<Aged> {
  const own = await ownCustomer(find, person, account)
  const granted = (channel: string) =>
    rowsIn(person, 'consents').some(
      (one) =>
        one['channel'] === channel &&
        one['state'] === 'granted' &&
        (one['purpose'] ?? 'marketing') === 'marketing',
    )
  const address = person['address']
  const personId = textIn(person, 'id') ?? ''
  return {
    since: textIn(person, 'createdAt') ?? '',
    known: {
      contactId: own === undefined ? personId : nativeId(own),
      personId,
      email: textIn(person, 'email'),
      phone: textIn(person, 'phone'),
      firstName: textIn(person, 'firstName'),
      lastName: textIn(person, 'lastName'),
      company: textIn(person, 'company'),
      gender: textIn(person, 'gender'),
      birthday: textIn(person, 'birthDate'),
      invoiceAddress: isRecord(address) ? addressIn(address) : undefined,
      own: isRecord(own?.['extra']) ? own['extra'] : {},
      acceptsEmail: granted('email'),
      acceptsSms: granted('sms'),
      acceptsPost: granted('post'),
    },
  }
}

/** The contact of the person that a till of this account registered, the first of several. */
async function ownCustomer(
  find: Find,
  person: JsonObject,
  account: number,
): Promise<JsonObject | undefined> {
  const ids = textsIn(person, 'records').flatMap((record) => {
    const [, id] = /^customer\/([^:]+:till-.+)$/u.exec(record) ?? []
    return id === undefined ? [] : [id]
  })
  for (const id of ids) {
    const [row] = await find('customer', { id }, { limit: 1 })
    const extra = row?.['extra']
    if (row !== undefined && isRecord(extra) && extra['account'] === account) return row
  }
  return undefined
}

function nativeId(customer: JsonObject): string {
  const id = textIn(customer, 'id') ?? ''
  return id.slice(id.indexOf(':') + 1)
}

export function addressIn(address: JsonObject): TillAddress {
  return {
    line1: textIn(address, 'line1'),
    line2: textIn(address, 'line2'),
    postcode: textIn(address, 'postcode'),
    city: textIn(address, 'city'),
    region: textIn(address, 'region'),
    country: textIn(address, 'country'),
  }
}
