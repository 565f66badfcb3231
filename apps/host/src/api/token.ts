import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A token for the API, of 256 random bits. */
export function newToken(): string {
  return `cartograph_${randomBytes(32).toString('base64url')}`
}

/** What is kept of a token. It is random enough that a plain hash gives nothing away. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Is the token one of those with these hashes? Looks at all of them, in a time that does not depend on the token. */
export function isKnownToken(token: string, hashes: readonly string[]): boolean {
  const presented = Buffer.from(tokenHash(token), 'hex')
  return hashes
    .map((hash) => timingSafeEqual(presented, Buffer.from(hash, 'hex')))
    .some((isSame) => isSame)
}

/** Whether two texts are the same, in a time that does not depend on them. */
export function isSameText(first: string, second: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(first).digest(),
    createHash('sha256').update(second).digest(),
  )
}
