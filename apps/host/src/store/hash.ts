import { hash } from 'node:crypto'

/** What canonical JSON text says, in 22 characters: equal hashes mean equal values. */
export function contentHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22)
}
