import { createHash } from 'node:crypto'
import { emailOf } from '@cartograph/core'
import { personsOfRows, personsSince, type Store } from '../../store/index.ts'
import type { KnownPerson } from '../segments/source.ts'

/** Who bought: the persons that identity found, else what the rows say themselves. */
export interface Buyers {
  readonly persons: readonly KnownPerson[]
  readonly of: (entity: string, id: string, row: SaysWho) => string | undefined
  /** Whether who buys as this customer has no account. */
  readonly isGuest: (customer: string | undefined) => boolean
}

export interface SaysWho {
  readonly customerId?: string | null | undefined
  readonly email?: string | null | undefined
}

const dayMs = 86_400_000

export async function readBuyers(
  store: Store,
  guests: ReadonlySet<string>,
  options: { readonly events: boolean },
): Promise<Buyers> {
  const persons = await store.read(personsSince)
  const found = new Map(
    (await store.read((dialect, org) => personsOfRows(dialect, org, options))).map(
      ({ entity, id, person }) => [`${entity}/${id}`, person],
    ),
  )
  return {
    persons: persons.map(({ id, since }) => ({
      id,
      since: since === undefined ? undefined : Math.floor(since / dayMs),
    })),
    of: (entity, id, { customerId, email }) => {
      const person = found.get(`${entity}/${id}`)
      return person ?? saidBuyer({ customerId, email })
    },
    isGuest: (customer) => customer === undefined || guests.has(customer),
  }
}

/** Who a row says that it is of, where identity found nobody. */
export function saidBuyer({ customerId, email }: SaysWho): string | undefined {
  if (customerId !== undefined && customerId !== null) return customerId
  const address = email === undefined || email === null ? undefined : emailOf(email)
  return address === undefined ? undefined : `email:${hashed(address)}`
}

/** So that figures keep no address. */
function hashed(address: string): string {
  return createHash('sha256').update(address.trim().toLowerCase()).digest('hex')
}
