import { draws } from '../../shop/random.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** An id that the same keys give again and that tells nothing about its age: `ch_` and 24 letters. */
export function identifier(prefix: string, ...keys: readonly (number | string)[]): string {
  return `${prefix}${letterRow(24, prefix, ...keys)}`
}

export function letterRow(length: number, ...keys: readonly (number | string)[]): string {
  const draw = draws(...keys.map((key) => (typeof key === 'number' ? key : numberOf(key))))
  let text = ''
  for (let count = 0; count < length; count += 1) text += letters[draw.below(letters.length)]
  return text
}

function numberOf(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0
  }
  return hash
}
