import { undeliverableTypes, type Json, type JsonObject, type Person } from '@cartograph/core'
import type { ConsentFact, StoredRow } from '../store/index.ts'
import type { Statement } from './consent-verdict.ts'

/** The entities that say something of consents, or of addresses that take no more. */
export const consentEntities = ['customer', 'consent', 'event'] as const

/** The ways by which a person is known, as the store keeps them. */
export function subjectsOf({ customerId, email, phone }: Person): readonly string[] {
  return [
    ...(customerId === undefined ? [] : [`customer:${customerId}`]),
    ...(email === undefined || email.trim() === '' ? [] : [`email:${email.trim().toLowerCase()}`]),
    ...(phone === undefined || phone.trim() === '' ? [] : [`phone:${phone.replaceAll(/\s/g, '')}`]),
  ]
}

/** What a customer, or a row of consents, says, by every way to know the person; a row that is gone says nothing. */
export function consentFacts(entity: string, row: StoredRow): readonly ConsentFact[] {
  if (row.deleted) return []
  if (entity === 'event') return suppressions(row)
  const data = JSON.parse(row.data) as JsonObject
  const customerId = entity === 'customer' ? row.id : textOf(data['customerId'])
  const email = textOf(data['email'])
  const phone = textOf(data['phone'])
  const subjects = subjectsOf({
    ...(customerId !== undefined && { customerId }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  })
  const listed = entity === 'customer' ? data['consents'] : [data]
  const statements = Array.isArray(listed) ? (listed as readonly Json[]).flatMap(statementOf) : []
  // A customer without any says at least who is the same person.
  return subjects.map((subject) => ({
    subject,
    entity,
    id: row.id,
    fact: { subjects, statements },
  }))
}

/**
 * That an address takes no more, as an opt-out at that instant: of the address alone, so that whoever has another one is still
 * reached there.
 */
function suppressions(row: StoredRow): readonly ConsentFact[] {
  // Most events are something else, and need not be parsed.
  if (!suppressing.some((type) => row.data.includes(type))) return []
  const data = JSON.parse(row.data) as JsonObject
  const found = undeliverableTypes[textOf(data['type']) ?? '']
  if (found === undefined) return []
  const { channel, because } = found
  const address = textOf(data[channel === 'email' ? 'email' : 'phone'])
  const customerId = textOf(data['customerId'])
  const subjects = subjectsOf(
    address === undefined
      ? { ...(customerId !== undefined && { customerId }) }
      : { [channel === 'email' ? 'email' : 'phone']: address },
  )
  const statements = [{ channel, state: 'withdrawn', because, ...instantOf('at', data['at']) }]
  return subjects.map((subject) => ({
    subject,
    entity: 'event',
    id: row.id,
    fact: { subjects, statements },
  }))
}

const suppressing = Object.keys(undeliverableTypes)

/** The statements and the other ways to know the person that a fact holds. */
export function readFact({ fact }: ConsentFact): {
  readonly subjects: readonly string[]
  readonly statements: readonly Statement[]
} {
  return fact as unknown as ReturnType<typeof readFact>
}

function statementOf(value: Json): readonly JsonObject[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const { channel, state, purpose, at, expiresAt } = value as JsonObject
  if (typeof channel !== 'string' || typeof state !== 'string') return []
  return [
    {
      channel,
      state,
      ...(typeof purpose === 'string' && purpose !== '' && { purpose }),
      ...instantOf('at', at),
      ...instantOf('expiresAt', expiresAt),
    },
  ]
}

function instantOf(name: string, value: Json | undefined): JsonObject {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(instant) ? { [name]: instant } : {}
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
