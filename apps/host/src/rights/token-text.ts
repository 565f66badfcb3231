import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

export type TokenKind = 'server' | 'browser'

const prefixes: Readonly<Record<TokenKind, string>> = {
  server: 'cartograph_',
  // It stands in the source of pages, where whoever looks for leaked secrets should not be alarmed.
  browser: 'cartograph_browser_',
}
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const secretLength = 43
const checksumLength = 6
const form = /^(cartograph_(?:browser_)?[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/

/**
 * A secret for a token: a prefix by which it is recognised, 256 random bits, and a checksum of both.
 *
 * A scanner of secrets finds it by its form (`cartograph_` and 49 letters and digits) and knows by the checksum that it is one.
 */
export function newTokenText(kind: TokenKind): string {
  return tokenTextOf(kind, randomBytes(32))
}

/** The text of a secret of 32 bytes. */
export function tokenTextOf(kind: TokenKind, secret: Uint8Array): string {
  const number = BigInt(`0x${Buffer.from(secret).toString('hex')}`)
  const body = prefixes[kind] + inDigits(number, secretLength)
  return body + checksumOf(body)
}

/** The kind of token that a text is, by its prefix and checksum; undefined: it is none, or was mistyped. */
export function tokenKindOf(text: string): TokenKind | undefined {
  const [, body, checksum] = form.exec(text) ?? []
  if (body === undefined || checksumOf(body) !== checksum) return undefined
  return body.startsWith(prefixes.browser) ? 'browser' : 'server'
}

/**
 * What is kept of a secret.
 *
 * SHA-256 is quick, which is wrong for what people choose, since that can be guessed. Of 256 random bits all guesses that could ever be
 * made find nothing, so neither salt nor slowness would add anything, and a request is not held up.
 */
export function tokenHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Which of some hashes is that of a secret; undefined: none. It looks at all of them, in a time that does not depend on the secret. */
export function matchingHash(text: string, hashes: readonly string[]): string | undefined {
  const presented = Buffer.from(tokenHash(text), 'hex')
  const isSame = hashes.map((hash) => timingSafeEqual(presented, Buffer.from(hash, 'hex')))
  return hashes[isSame.indexOf(true)]
}

function checksumOf(body: string): string {
  return inDigits(BigInt(crc32(body)), checksumLength)
}

function inDigits(number: bigint, length: number): string {
  const base = BigInt(digits.length)
  let text = ''
  for (let rest = number; text.length < length; rest /= base)
    text = (digits[Number(rest % base)] ?? '') + text
  return text
}
