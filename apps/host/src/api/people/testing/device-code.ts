import { createHmac } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * What a device shows that was told a secret by an address.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6238 (read 2026-11-26)
 */
export function deviceCode(address: string, now: number): string {
  const secret = new URL(address).searchParams.get('secret') ?? ''
  const bits = Array.from(secret, (letter) =>
    letters.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const start = (hash.at(-1) ?? 0) & 15
  const number = (hash.readUInt32BE(start) & 0x7f_ff_ff_ff) % 1_000_000
  return String(number).padStart(6, '0')
}
