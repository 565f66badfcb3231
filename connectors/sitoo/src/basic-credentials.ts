import { timingSafeEqual } from '@cartograph/core'

/** The name and the password of Basic credentials, where there are any. */
export function basicCredentials(
  request: Request,
): { readonly name: string; readonly password: string } | undefined {
  const [scheme = '', encoded = ''] = (request.headers.get('authorization') ?? '').split(' ', 2)
  if (scheme.toLowerCase() !== 'basic') return undefined
  const text = decoded(encoded)
  const colon = text?.indexOf(':') ?? -1
  if (text === undefined || colon === -1) return undefined
  return { name: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** Compared in a time that depends on the lengths alone. */
export function isSameText(one: string, other: string): boolean {
  const encoder = new TextEncoder()
  return timingSafeEqual(encoder.encode(one), encoder.encode(other))
}

function decoded(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
