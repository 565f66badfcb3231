import { createHash } from 'node:crypto'

/** A GUID of version 4 in form, the same for the same text. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return parts.join('-').toUpperCase()
}

/** Base64 of the UTF-8 bytes. */
export function base64Of(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)))
}
