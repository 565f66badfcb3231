import { failure, type Answer } from './answer.ts'

/** A key of an account and what it may do. */
export interface ApiKey {
  readonly text: string
  readonly account: string
  /** Such as `rak_customer_read`; a secret key needs none. */
  readonly permissions?: ReadonlySet<string>
  readonly state: 'valid' | 'expired'
  readonly publishable?: true
}

export type Identity =
  | { readonly kind: 'key'; readonly key: ApiKey }
  | { readonly kind: 'refused'; readonly answer: Answer }

/** Says whose key a request carries, in a `Bearer` or as the user name of `Basic`. */
export function identified(
  authorization: string | undefined,
  find: (text: string) => ApiKey | undefined,
): Identity {
  const text = keyIn(authorization ?? '')
  if (text === '') return refused(failure(401, { message: noKey }))
  const key = find(text)
  if (key === undefined) {
    return refused(failure(401, { message: `Invalid API Key provided: ${masked(text)}` }))
  }
  if (key.state === 'expired') {
    const message = `Expired API Key provided: ${masked(text)}. Platform access may have been revoked.`
    return refused(failure(401, { code: 'api_key_expired', message }))
  }
  if (key.publishable === true) {
    return refused(failure(403, { code: 'secret_key_required', message: secretNeeded }))
  }
  return { kind: 'key', key }
}

/** @see https://github.com/tylerjrichards/st-paywall/issues/36 (the words, read 2026-11-22) */
export function lacking(key: ApiKey, permission: string): Answer | undefined {
  if (key.permissions === undefined || key.permissions.has(permission)) return undefined
  return failure(403, {
    message:
      `The provided key '${masked(key.text)}' does not have the required permissions for this endpoint on account ` +
      `'${key.account}'. Having the '${permission}' permission would allow this request to continue.`,
  })
}

export function strangeAccount(key: ApiKey, account: string): Answer {
  return failure(403, {
    code: 'account_invalid',
    message:
      `The provided key '${masked(key.text)}' does not have access to account '${account}' (or that account does not ` +
      'exist). Application access may have been revoked.',
  })
}

function refused(answer: Answer): Identity {
  return { kind: 'refused', answer }
}

/** The key with all but its beginning and its last four characters starred. */
function masked(text: string): string {
  const prefix = /^[a-z]+_(?:live|test)_/u.exec(text)?.[0] ?? text.slice(0, 3)
  const rest = text.slice(prefix.length)
  return `${prefix}${'*'.repeat(Math.max(0, rest.length - 4))}${rest.slice(-4)}`
}

/** The key in an `Authorization` header, or nothing. */
export function keyIn(authorization: string): string {
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/u)
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return ''
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? ''
}

const noKey =
  'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
  "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we " +
  'can help at https://support.stripe.com/.'
const secretNeeded =
  'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your ' +
  'API keys at https://dashboard.stripe.com/account/apikeys.'
