import { canonicalise } from '../json/index.ts'
import type { Json } from '../v1/words.ts'

/** Murmur3's finaliser: every bit of the input moves every bit of the output. */
function mixed(hash: number): number {
  let value = hash ^ (hash >>> 16)
  value = Math.imul(value, 0x85_eb_ca_6b)
  value ^= value >>> 13
  value = Math.imul(value, 0xc2_b2_ae_35)
  return (value ^ (value >>> 16)) >>> 0
}

/** FNV-1a over UTF-16 units. */
function hashed(text: string, start: number): number {
  let hash = start
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93)
  return mixed(hash)
}

/** A short text that changes when the value does, by 64 bits of a hash that is stable over time and machines; not for secrets. */
export function shortHash(value: Json): string {
  const text = canonicalise(value)
  const parts = [hashed(text, 0x81_1c_9d_c5), hashed(`${text.length}${text}`, 0x9e_37_79_b9)]
  return parts.map((part) => part.toString(16).padStart(8, '0')).join('')
}
