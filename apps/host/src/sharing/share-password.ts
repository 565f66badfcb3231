import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const saltBytes = 16
const keyBytes = 64
/** The cost that passwords of people have too. */
const cost = { N: 16_384, r: 16, p: 1, maxmem: 67_108_864 }

/** What is kept of a password that somebody chose for a link: salt and key. */
export async function sharePasswordHash(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return `${salt.toString('hex')}:${(await keyOf(password, salt)).toString('hex')}`
}

/** Whether it is that password, in a time that does not depend on how much of it is right. */
export async function isSharePassword(password: string, kept: string): Promise<boolean> {
  const [salt = '', key = ''] = kept.split(':')
  const presented = await keyOf(password, Buffer.from(salt, 'hex'))
  return isSame(presented, Buffer.from(key, 'hex'))
}

/** A link with a password, as far as what opens it hangs on it. */
export interface LockedShare {
  readonly id: string
  readonly hash: string
  /** What is kept of its password. */
  readonly password: string
}

/** How long a page that was opened with the password stays open. */
export const openingMs = 43_200_000

/** What a page is given for the right password, so that it need not send it each time. It ends with the link, its token and its password. */
export function openingKey(share: LockedShare, now: number): string {
  const until = now + openingMs
  return `${until}.${signatureOf(share, until).toString('base64url')}`
}

export function isOpeningKey(share: LockedShare, key: string, now: number): boolean {
  const [until = '', signature = ''] = key.split('.')
  if (!/^\d{1,15}$/.test(until) || Number(until) <= now) return false
  return isSame(Buffer.from(signature, 'base64url'), signatureOf(share, Number(until)))
}

function signatureOf({ id, hash, password }: LockedShare, until: number): Buffer {
  return createHmac('sha256', password).update(`${id} ${hash} ${until}`).digest()
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

function keyOf(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
