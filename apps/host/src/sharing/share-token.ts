import { randomBytes } from 'node:crypto'

const tokenBytes = 32
const form = /^[\w-]{43}$/

/** What stands in a link that nobody can guess: 256 random bits. */
export function newShareToken(): string {
  return randomBytes(tokenBytes).toString('base64url')
}

/** Whether a text can be such a token at all; what cannot is not even looked for. */
export function isShareToken(text: string): boolean {
  return form.test(text)
}
