import { emailOf, type Json, type JsonObject } from '@cartograph/core'
import { baseProperties, isOwnConnectionId, type PropertySettings } from '../../config/index.ts'
import type { Identifier } from '../identity/identifier.ts'
import { valueAt } from '../identity/trace.ts'
import { handNotes } from '../writing/hand-notes.ts'
import { statementsIn, type Statement } from './consents.ts'

/** What one record adds to the profile of a person. */
export interface Contribution {
  readonly member: string
  readonly connection: string
  /** Epoch milliseconds; undefined where nobody knows. */
  readonly since: number | undefined
  readonly updatedAt: number | undefined
  /** When properties were set, where the record tells it of each; of others `updatedAt` counts. */
  readonly setAt?: ReadonlyMap<string, number>
  /** Tags that this record takes away, whichever record has them. */
  readonly untagged?: ReadonlySet<string>
  /** By the name of the property, base and extended; what is not known is not there. */
  readonly values: ReadonlyMap<string, Json>
  readonly statements: readonly Statement[]
}

/** A record with the row that is its best: a customer's own, or the newest that speaks of a contact. */
export interface SourceRow {
  readonly member: string
  readonly entity: string
  readonly row: JsonObject
  readonly identifiers: readonly Identifier[]
  readonly since: number | undefined
}

export function contributionOf(source: SourceRow, settings: PropertySettings): Contribution {
  const { member, row } = source
  const values = source.entity === 'customer' ? recordValues(source) : contactValues(source)
  for (const [name, { path }] of settings.extended) {
    const value = source.entity === 'customer' ? valueAt(row, path) : undefined
    if (isKnown(value)) values.set(name, value)
  }
  const updatedAt = instantIn(row, 'updatedAt') ?? source.since
  const connection = typeof row['connection'] === 'string' ? row['connection'] : ''
  return {
    ...(isOwnConnectionId(connection) && toldByHand(row)),
    member,
    connection,
    since: source.since,
    updatedAt,
    values,
    statements: statementsIn(row, { member, connection }),
  }
}

/** What a record that was written by hand tells beyond its values. */
function toldByHand(row: JsonObject): Pick<Contribution, 'setAt' | 'untagged'> {
  const { setAt, untagged } = handNotes(row)
  return {
    setAt: new Map(Object.entries(setAt).map(([name, at]) => [name, Date.parse(at)])),
    untagged: new Set(untagged),
  }
}

function recordValues({ row, identifiers }: SourceRow): Map<string, Json> {
  return known({
    ...Object.fromEntries(Object.keys(baseProperties).map((name) => [name, row[name]])),
    email: normalisedEmail(row['email']),
    phone: numberIn(identifiers) ?? row['phone'],
    gender: row['gender'] === 'unknown' ? undefined : row['gender'],
  })
}

/** Who bought without an account is known by what the order says of who pays. */
function contactValues({ row, identifiers }: SourceRow): Map<string, Json> {
  const billing = valueAt(row, ['billing'])
  return known({
    email: normalisedEmail(row['email']),
    phone: numberIn(identifiers) ?? row['phone'],
    firstName: valueAt(row, ['billing', 'firstName']),
    lastName: valueAt(row, ['billing', 'lastName']),
    company: valueAt(row, ['billing', 'company']),
    address: billing,
  })
}

function known(fields: Readonly<Record<string, Json | undefined>>): Map<string, Json> {
  const values = new Map<string, Json>()
  for (const [name, value] of Object.entries(fields)) if (isKnown(value)) values.set(name, value)
  return values
}

function isKnown(value: Json | undefined): value is Json {
  if (value === undefined || value === null || value === '') return false
  return !Array.isArray(value) || value.length > 0
}

/** What is no address is shown as it was written. */
function normalisedEmail(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? (emailOf(value) ?? value.trim()) : value
}

function numberIn(identifiers: readonly Identifier[]): string | undefined {
  return identifiers.find(({ namespace }) => namespace === 'phone')?.value
}

function instantIn(row: JsonObject, field: string): number | undefined {
  const value = row[field]
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(instant) ? instant : undefined
}
