import { known, type Account, type Identity, type Subscriber } from './account.ts'
import { isObject, textOf, type Asked } from './answer.ts'

/** In E.164; numbers without a country are Swedish. `undefined`: no number. */
export function phoneText(given: string): string | undefined {
  const bare = given.replaceAll(/[\s()-]/g, '')
  const whole = bare.startsWith('00')
    ? `+${bare.slice(2)}`
    : bare.startsWith('0')
      ? `+46${bare.slice(1)}`
      : bare
  return /^\+[1-9]\d{7,14}$/.test(whole) ? whole : undefined
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

/** Whom the last part of an address names, by `identified_by`. */
export function namedInPath(
  account: Account,
  identifier: string,
  query: Asked['query'],
): Subscriber | undefined {
  const by = query.get('identified_by') ?? 'email'
  const identity: Identity =
    by === 'id'
      ? { id: Number(identifier) }
      : by === 'phone_number'
        ? { phone: phoneText(identifier) }
        : by === 'custom_identifier'
          ? { customIdentifier: identifier }
          : { email: identifier }
  return known(account, identity)[0]
}

/** Whom an entry of a list names. */
export function namedInBody(account: Account, entry: unknown): Subscriber | undefined {
  if (!isObject(entry)) return undefined
  const phone = textOf(entry['phone_number'])
  const id = Number(entry['id'])
  return known(account, {
    ...(Number.isInteger(id) && { id }),
    email: textOf(entry['email']),
    ...(phone !== undefined && { phone: phoneText(phone) }),
    customIdentifier: textOf(entry['custom_identifier']),
  })[0]
}

/** The entries of a body. */
export function entriesOf(body: Asked['body']): readonly unknown[] {
  return Array.isArray(body['subscribers']) ? body['subscribers'] : []
}
