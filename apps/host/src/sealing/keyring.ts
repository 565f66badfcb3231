import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { fault } from '@cartograph/core'

/** Keys that seal and open what is kept, by their ids. */
export interface Keyring {
  /** What is sealed from now on is sealed with this one. */
  readonly present: string
  readonly keys: ReadonlyMap<string, KeyObject>
}

/** Of AES-256. */
const keyBytes = 32

/**
 * Reads keys from a text: each 32 bytes in base64, divided by white space; the first is the present one, the others open what they
 * sealed.
 *
 * @throws a `config` fault that says where the text is from, and nothing of what is in it.
 */
export function parseKeyring(text: string, from: string): Keyring {
  const keys = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => keyOf(word, from))
  const [present] = keys
  if (present === undefined)
    throw fault({
      kind: 'config',
      message: `There is no key for secrets in ${from}.`,
      hint: keyHint,
    })
  return { present: present.id, keys: new Map(keys.map(({ id, key }) => [id, key])) }
}

const keyHint = 'Expected 32 random bytes in base64; `cartograph secrets key` makes such a key.'

function keyOf(word: string, from: string): { readonly id: string; readonly key: KeyObject } {
  const bytes = Buffer.from(word, 'base64')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(word) || bytes.length !== keyBytes)
    throw fault({
      kind: 'config',
      message: `A key for secrets in ${from} has another form.`,
      hint: keyHint,
    })
  return { id: keyId(bytes), key: createSecretKey(bytes) }
}

/** A name that tells one key from another, and nothing of the key. */
function keyId(bytes: Buffer): string {
  return createHash('sha256').update('cartograph key\0').update(bytes).digest('hex').slice(0, 12)
}
