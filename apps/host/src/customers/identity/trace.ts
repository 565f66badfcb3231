import { isEntityName, type EntityName, type Json, type JsonObject } from '@cartograph/core'
import type { ConfiguredIdentifier, IdentitySettings } from '../../config/index.ts'
import { contentHash } from '../../store/index.ts'
import { distinctIdentifiers, identifierOf, type Identifier } from './identifier.ts'

/** What one commerce row says about who it is of. */
export interface Trace {
  /** The record of a connection that the row is, or speaks of. */
  readonly member: string
  readonly connection: string
  /** Epoch milliseconds. */
  readonly at: number | undefined
  readonly identifiers: readonly Identifier[]
}

/** Countries of phone numbers that are written without one, the likeliest first. */
export type CountriesOf = (connection: string, storeId: string | undefined) => readonly string[]

/**
 * What a row says about who it is of, or `undefined` where it speaks of nobody.
 *
 * A customer is a record of a person. A row that names its customer speaks of that record. Any other row with an e-mail address
 * or a phone number speaks of a contact: all rows of a connection that give the same are one contact, however many they are.
 */
export function traceOf(
  entity: string,
  id: string,
  row: JsonObject,
  settings: Pick<IdentitySettings, 'identifiers'>,
  countriesOf: CountriesOf,
): Trace | undefined {
  if (!isEntityName(entity) || entity === 'store') return undefined
  const connection = textAt(row, ['connection']) ?? ''
  const customerId = entity === 'customer' ? id : textAt(row, ['customerId'])
  // Where they buy comes first: people write numbers as the others there do, and so do those who come from abroad.
  const countries = [...countriesOf(connection, textAt(row, ['storeId'])), ...homesOf(row)]
  const own = [
    identifierOf('email', row['email'], []),
    identifierOf('phone', phoneIn(row), countries),
    ...settings.identifiers
      .filter((each) => isAskedFor(each, entity, connection))
      .flatMap((each) => configured(each, row, countries)),
  ].flatMap((each) => each ?? [])
  const identifiers = distinctIdentifiers(
    customerId === undefined ? own : [{ namespace: 'customer', value: customerId }, ...own],
  )
  if (identifiers.length === 0) return undefined
  return {
    member: customerId === undefined ? contactOf(connection, identifiers) : recordOf(customerId),
    connection,
    at: instantOf(row),
    identifiers,
  }
}

/** The member that a customer is. */
export function recordOf(customerId: string): string {
  return `customer/${customerId}`
}

/** The customer of a member, or `undefined` for a contact. */
export function customerIdOf(member: string): string | undefined {
  return member.startsWith('customer/') ? member.slice('customer/'.length) : undefined
}

function contactOf(connection: string, identifiers: readonly Identifier[]): string {
  const text = JSON.stringify(identifiers.map(({ namespace, value }) => [namespace, value]))
  return `contact/${connection}:${contentHash(text)}`
}

/**
 * What counts of a member: what its own record says; and what rows say that only speak of it where they were asked by the
 * configuration, or where there is no record (yet). The address that an order was sent to may be a friend's.
 */
export function countedIdentifiers(
  record: readonly Identifier[] | undefined,
  mentions: readonly Identifier[],
): readonly Identifier[] {
  if (record === undefined) return distinctIdentifiers(mentions)
  const asked = mentions.filter(({ namespace }) => !['email', 'phone'].includes(namespace))
  return distinctIdentifiers([...record, ...asked])
}

/** Where the person lives or pays. */
function homesOf(row: JsonObject): readonly string[] {
  return [textAt(row, ['address', 'country']), textAt(row, ['billing', 'country'])].flatMap(
    (country) => country ?? [],
  )
}

function phoneIn(row: JsonObject): Json | undefined {
  return row['phone'] ?? textAt(row, ['billing', 'phone'])
}

function isAskedFor(
  identifier: ConfiguredIdentifier,
  entity: EntityName,
  connection: string,
): boolean {
  const { connections } = identifier
  return (
    identifier.entity === entity && (connections === undefined || connections.includes(connection))
  )
}

/** Longer lists are no identifiers of one person. */
const mostValues = 20

function configured(
  { namespace, path, prefix = '' }: ConfiguredIdentifier,
  row: JsonObject,
  countries: readonly string[],
): readonly (Identifier | undefined)[] {
  const found = valueAt(row, path)
  const values = Array.isArray(found) ? found.slice(0, mostValues) : [found]
  return values.map((value: Json | undefined) => {
    const isWritten = typeof value === 'string' || typeof value === 'number'
    const written = isWritten && String(value).trim() !== '' ? `${prefix}${value}` : undefined
    return identifierOf(namespace, written, countries)
  })
}

const instantFields = ['placedAt', 'at', 'startedAt', 'createdAt', 'updatedAt'] as const

function instantOf(row: JsonObject): number | undefined {
  for (const field of instantFields) {
    const instant = Date.parse(textAt(row, [field]) ?? '')
    if (Number.isFinite(instant)) return instant
  }
  return undefined
}

/** The value at a path of names; `undefined` where the way ends. */
export function valueAt(row: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = row
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined
  }
  return value
}

function textAt(row: JsonObject, path: readonly string[]): string | undefined {
  const value = valueAt(row, path)
  return typeof value === 'string' && value !== '' ? value : undefined
}
