import type { Person } from '../../api/answers.ts'
import { addressText, personName, propertyText } from '../customers/person-text.ts'

/** What a till shows of a real customer in a field: a text, or whether they agreed; undefined: nobody knows it. */
export function tillValue(
  person: Pick<Person, 'profile'>,
  field: string,
): string | boolean | undefined {
  const channel = consentChannels[field]
  if (channel !== undefined) return hasAgreed(person, channel)
  if (field === 'name') return nameOf(person)
  if (field === 'invoiceAddress') return addressText(person)
  // What only tills ask for is of the contact that one of them registered, and in no profile.
  return propertyText(person, properties[field] ?? field)
}

const consentChannels: Readonly<Record<string, string>> = {
  acceptsEmail: 'email',
  acceptsSms: 'sms',
  acceptsPost: 'post',
}

const properties: Readonly<Record<string, string>> = { birthday: 'birthDate' }

/** As the connector asks: only who agreed to marketing has agreed. */
function hasAgreed({ profile }: Pick<Person, 'profile'>, channel: string): boolean {
  return profile.consents.some(
    (consent) =>
      consent.channel === channel &&
      consent.purpose === 'marketing' &&
      consent.present.state === 'granted',
  )
}

/** A till has no name for who gave none. */
function nameOf(person: Pick<Person, 'profile'>): string | undefined {
  const isNamed = ['firstName', 'lastName'].some((name) => propertyText(person, name) !== undefined)
  return isNamed ? personName(person, '') : undefined
}

export interface Purchase {
  readonly number: string
  readonly at: number
  readonly total: number
  readonly currency: string
}

const shownPurchases = 3

/** The latest purchases among what happened with somebody, the newest first. */
export function latestPurchases(
  moments: readonly {
    readonly at: number
    readonly entity: string
    readonly row: Readonly<Record<string, unknown>>
  }[],
): readonly Purchase[] {
  return moments
    .flatMap(({ at, entity, row }): readonly Purchase[] => {
      const { number, id, total, currency } = row
      return entity === 'order' && typeof total === 'number' && typeof currency === 'string'
        ? [{ number: String(number ?? id), at, total, currency }]
        : []
    })
    .slice(0, shownPurchases)
}
