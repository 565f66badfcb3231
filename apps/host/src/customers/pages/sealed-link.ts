import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { PageKey } from '../../store/index.ts'
import { linkShape, type PageLink } from './page-link.ts'

const secondMs = 1000
const vectorBytes = 16
const cipher = 'aes-256-ctr'
const form = /^([\w-]{8})\.([0-9a-z]{1,9})\.([\w-]{22,8000})\.([\w-]{43})$/

/**
 * The text of a link: what it is for and whom it is of, hidden, and signed together with the organisation and the end.
 *
 * Whoever sees it learns when it ends and nothing else. It is encrypted first and signed then (HMAC-SHA256), by two keys that are
 * made of the one that is kept.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5869 (HKDF, read 2026-11-25)
 */
export function sealLink(
  link: PageLink,
  expiresAt: number,
  { key, organisation }: { readonly key: PageKey; readonly organisation: string },
): string {
  const { encryption, signature } = keysOf(key)
  const vector = randomBytes(vectorBytes)
  const encrypting = createCipheriv(cipher, encryption, vector)
  const hidden = Buffer.concat([
    vector,
    encrypting.update(JSON.stringify(link), 'utf8'),
    encrypting.final(),
  ])
  const end = Math.floor(expiresAt / secondMs).toString(36)
  const body = `${key.id}.${end}.${hidden.toString('base64url')}`
  return `${body}.${signed(body, organisation, signature).toString('base64url')}`
}

/** What a link is for; `undefined` for one that nobody made here, that was changed, whose key was revoked, or that is too old. */
export function openLink(
  text: string,
  scene: {
    readonly keys: readonly PageKey[]
    readonly organisation: string
    readonly now: number
  },
): PageLink | undefined {
  const [, id, end = '', hidden = '', presented = ''] = form.exec(text) ?? []
  const key = scene.keys.find((each) => each.id === id)
  if (key === undefined) return undefined
  const { encryption, signature } = keysOf(key)
  const expected = signed(`${id}.${end}.${hidden}`, scene.organisation, signature)
  const given = Buffer.from(presented, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  if (Number.parseInt(end, 36) * secondMs <= scene.now) return undefined
  const bytes = Buffer.from(hidden, 'base64url')
  const decrypting = createDecipheriv(cipher, encryption, bytes.subarray(0, vectorBytes))
  const opened = Buffer.concat([decrypting.update(bytes.subarray(vectorBytes)), decrypting.final()])
  const read = linkShape.safeParse(JSON.parse(opened.toString('utf8')))
  return read.success ? read.data : undefined
}

function signed(body: string, organisation: string, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([organisation, body]))
    .digest()
}

function keysOf({ secret }: PageKey): { readonly encryption: Buffer; readonly signature: Buffer } {
  const root = Buffer.from(secret, 'base64url')
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', root, '', purpose, 32))
  return {
    encryption: derived('page link, encryption'),
    signature: derived('page link, signature'),
  }
}
