import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { fault } from '@cartograph/core'
import type { Keyring } from './keyring.ts'

/** What a sealed text belongs to: moved to another place it does not open. */
export interface SealedPlace {
  readonly organisation: string
  readonly kind: 'secret' | 'registration' | 'page key' | 'host key'
  readonly name: string
}

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const keyBytes = 32
const form = /^sealed:1:([0-9a-f]{12}):([\w-]+):([\w-]+)$/

/**
 * Seals a text with AES-256-GCM under a key of its own, which is sealed with the present key of the ring.
 *
 * A new key each time: only that key is written anew when the ring's changes, and no key seals so much that its nonces could meet.
 */
export function seal(keyring: Keyring, place: SealedPlace, text: string): string {
  const own = randomBytes(keyBytes)
  const body = encrypted(createSecretKey(own), bound(place, 'text'), Buffer.from(text, 'utf8'))
  return written(keyring, place, own, body)
}

/**
 * The text that was sealed.
 *
 * @throws a `config` fault where the ring lacks its key, and where the text is not what was written for this place.
 */
export function unseal(keyring: Keyring, place: SealedPlace, sealed: string): string {
  const { own, body } = opened(keyring, place, sealed)
  const text = decrypted(createSecretKey(own), bound(place, 'text'), Buffer.from(body, 'base64url'))
  if (text === undefined) throw damaged(place)
  return text.toString('utf8')
}

/** The same text under the present key of the ring; undefined where it is that already. */
export function resealed(keyring: Keyring, place: SealedPlace, sealed: string): string | undefined {
  if (keyIdOf(sealed) === keyring.present) return undefined
  const { own, body } = opened(keyring, place, sealed)
  return written(keyring, place, own, body)
}

export function isSealed(text: string): boolean {
  return form.test(text)
}

/** Which key a text was sealed with. */
export function keyIdOf(sealed: string): string | undefined {
  return form.exec(sealed)?.[1]
}

function written(keyring: Keyring, place: SealedPlace, own: Buffer, body: string): string {
  const key = keyring.keys.get(keyring.present)
  if (key === undefined) throw new Error('A ring has its present key.')
  return `sealed:1:${keyring.present}:${encrypted(key, bound(place, 'key'), own)}:${body}`
}

function opened(
  keyring: Keyring,
  place: SealedPlace,
  sealed: string,
): { readonly own: Buffer; readonly body: string } {
  const [, id = '', wrapped = '', body = ''] = form.exec(sealed) ?? []
  if (body === '') throw damaged(place)
  const key = keyring.keys.get(id)
  if (key === undefined) throw lostKey(place, id, keyring)
  const own = decrypted(key, bound(place, 'key'), Buffer.from(wrapped, 'base64url'))
  if (own === undefined) throw damaged(place)
  return { own, body }
}

/** What is authenticated beside the text: the place, in a form in which no two places are the same. */
function bound({ organisation, kind, name }: SealedPlace, part: 'key' | 'text'): Buffer {
  return Buffer.from(JSON.stringify(['cartograph', 1, part, organisation, kind, name]), 'utf8')
}

function encrypted(key: KeyObject, beside: Buffer, bytes: Buffer): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(beside)
  const hidden = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, hidden, cipher.getAuthTag()]).toString('base64url')
}

function decrypted(key: KeyObject, beside: Buffer, bytes: Buffer): Buffer | undefined {
  if (bytes.length < nonceBytes + tagBytes) return undefined
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(beside)
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    const hidden = bytes.subarray(nonceBytes, -tagBytes)
    return Buffer.concat([decipher.update(hidden), decipher.final()])
  } catch {
    return undefined
  }
}

function lostKey({ kind, name }: SealedPlace, id: string, { keys }: Keyring): Error {
  return fault({
    kind: 'config',
    message: `The ${kind} ${name} was sealed with the key ${id}, which this process is not given; it has ${[...keys.keys()].join(', ')}.`,
    hint: 'Put that key back, below the present one. Without it nothing opens what it sealed, and nothing of that was changed.',
  })
}

function damaged({ kind, name }: SealedPlace): Error {
  return fault({
    kind: 'config',
    message: `The ${kind} ${name} does not open: what the store has was changed, or belongs to another place.`,
    hint: 'Restore it from a backup, or set it anew.',
  })
}
