import type { EntityName, Json, JsonObject } from '@cartograph/core'
import { personsOfSome, presentPerson, rowsById, type Dialect, type Work } from '../store/index.ts'

/** A row that something happened to, with whom and what it is about. */
export interface SubjectContext {
  /** The present name of the person; undefined: nobody is known. */
  readonly person: string | undefined
  /** The row of the customer, where the row names one. */
  readonly customer: string | undefined
  /** What conditions and templates read. */
  readonly context: JsonObject
}

export interface SubjectRow {
  readonly entity: EntityName
  readonly id: string
  readonly row: JsonObject
}

/** Puts together what is known of what a row is about. */
export function* subjectContext(
  dialect: Dialect,
  org: string,
  { entity, id, row }: SubjectRow,
): Work<SubjectContext> {
  const order =
    entity === 'order' ? row : yield* rowOf(dialect, org, 'order', textIn(row['orderId']))
  const product =
    entity === 'product' ? row : yield* rowOf(dialect, org, 'product', textIn(row['productId']))
  const customer =
    entity === 'customer' ? id : (textIn(row['customerId']) ?? textIn(order?.['customerId']))
  const person = yield* personOf(dialect, org, { entity, id, row }, customer)
  const profile = person === undefined ? undefined : yield* rowOf(dialect, org, 'profile', person)
  const known = profile ?? (yield* rowOf(dialect, org, 'customer', customer))
  return {
    person: profile === undefined ? undefined : person,
    customer: customer ?? firstOf(profile?.['customerIds']),
    context: {
      row,
      [entity]: row,
      ...(order !== undefined && { order }),
      ...(product !== undefined && { product }),
      customer: { ...addressesOf(order), ...addressesOf(row), ...withoutEmpty(known ?? {}) },
    },
  }
}

function* rowOf(
  dialect: Dialect,
  org: string,
  entity: EntityName,
  id: string | undefined,
): Work<JsonObject | undefined> {
  if (id === undefined) return undefined
  const found = (yield* rowsById(dialect, org, entity, [id])).get(id)
  return found === undefined || found.deleted ? undefined : (JSON.parse(found.data) as JsonObject)
}

function* personOf(
  dialect: Dialect,
  org: string,
  { entity, id, row }: SubjectRow,
  customer: string | undefined,
): Work<string | undefined> {
  if (entity === 'profile') return yield* presentPerson(dialect, org, id)
  const [own] = yield* personsOfSome(dialect, org, entity, [id])
  if (own !== undefined) return own.person
  const orderId = textIn(row['orderId'])
  const [byOrder] =
    orderId === undefined ? [] : yield* personsOfSome(dialect, org, 'order', [orderId])
  if (byOrder !== undefined) return byOrder.person
  const [byCustomer] =
    customer === undefined ? [] : yield* personsOfSome(dialect, org, 'customer', [customer])
  return byCustomer?.person
}

/** What an order or an event says itself of whom it is about; who is known better is known by their profile. */
function addressesOf(row: JsonObject | undefined): JsonObject {
  if (row === undefined) return {}
  const billing = (row['billing'] ?? {}) as JsonObject
  const { email, phone } = row
  const { firstName, lastName, company, country } = billing
  return withoutEmpty({
    email: email ?? null,
    phone: phone ?? null,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    company: company ?? null,
    address: typeof country === 'string' ? { country } : null,
  })
}

function withoutEmpty(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}

function textIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function firstOf(value: Json | undefined): string | undefined {
  return Array.isArray(value) ? textIn(value[0] as Json) : undefined
}
