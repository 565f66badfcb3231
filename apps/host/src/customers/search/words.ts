import type { Json } from '@cartograph/core'
import type { Consent } from '../profile/consents.ts'
import type { Contribution } from '../profile/contribution.ts'

/** More words of one person are not searched by. */
const mostWords = 100
const longestWord = 40
/** Shorter words have too many others one letter away. */
const leastForTypos = 4

/**
 * The words by which a person is found, each once and in order.
 *
 * Words of names and places stand as they are, folded; those of other fields behind the field's name: `born=1980`,
 * `gender=female`, `tag=vip`, `tel=20123456`, `tier=gold`, `country=dk`, `from=shop`, `consent=email marketing granted`.
 */
export function wordsOf(
  contributions: readonly Contribution[],
  consents: readonly Consent[],
): readonly string[] {
  const words = new Set<string>()
  for (const { connection, values } of contributions) {
    words.add(fieldWord('from', connection))
    for (const [name, value] of values) for (const word of wordsIn(name, value)) words.add(word)
  }
  for (const { channel, purpose, present } of consents)
    words.add(fieldWord('consent', `${channel} ${purpose} ${present.state}`))
  return [...words].toSorted().slice(0, mostWords)
}

function wordsIn(name: string, value: Json): readonly string[] {
  if (name === 'phone') return typeof value === 'string' ? phoneWords(value) : []
  if (name === 'email') return typeof value === 'string' ? emailWords(value) : []
  if (name === 'birthDate') return typeof value === 'string' ? [`born=${value.slice(0, 4)}`] : []
  if (name === 'address') return addressWords(value)
  if (name === 'tags') return listed('tag', value)
  if (['firstName', 'lastName', 'company'].includes(name))
    return typeof value === 'string' ? foldedWords(value) : []
  return listed(name.toLowerCase(), value)
}

function listed(field: string, value: Json): readonly string[] {
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value]
  return values.flatMap((each) =>
    typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean'
      ? [fieldWord(field, String(each))]
      : [],
  )
}

/** `tag=very important` for the words of one field: what is asked for must be the whole value. */
export function fieldWord(field: string, value: string): string {
  return `${field}=${foldedWords(value).join(' ').slice(0, longestWord)}`
}

/** The whole address, and the words before the @: those behind it are of half the world. */
function emailWords(email: string): readonly string[] {
  const [local = ''] = email.split('@')
  return [mailWord(email), ...foldedWords(local)]
}

export function mailWord(email: string): string {
  return `mail=${email.toLowerCase().slice(0, 2 * longestWord)}`
}

const localDigits = 8

/** All digits, and the last ones, which people write without the country. */
export function phoneWords(phone: string): readonly string[] {
  const digits = phone.replaceAll(/\D/gu, '')
  return digits === '' ? [] : [`tel=${digits}`, `tel=${digits.slice(-localDigits)}`]
}

function addressWords(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const { city, postcode, country } = value as Readonly<Record<string, Json>>
  const words = [city, postcode].flatMap((part) =>
    typeof part === 'string' ? foldedWords(part) : [],
  )
  return typeof country === 'string' ? [...words, fieldWord('country', country)] : words
}

const spelledOut: Readonly<Record<string, string>> = {
  ø: 'o',
  å: 'a',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
}

/** Words without case and accents: `Søren Bjørn-Åse` are `soren`, `bjorn` and `ase`. */
export function foldedWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replaceAll(/[øåæßłđ]/gu, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, longestWord))
}

/** Can a word be meant by another that is one mistake away? Numbers and values of fields cannot. */
export function isSpelled(word: string): boolean {
  return word.length >= leastForTypos && /^\p{L}+$/u.test(word)
}

/**
 * The word and the word without each of its letters. Two words that are one mistake apart (a letter too many, too few, wrong, or
 * two swapped) have one of these in common, so that a mistyped word is found by equality.
 */
export function spellingsOf(word: string): readonly string[] {
  const letters = Array.from(word)
  const shorter = letters.map((_, index) => letters.toSpliced(index, 1).join(''))
  return [...new Set([word, ...shorter])]
}

/** Is one word the other with at most one mistake? */
export function isNear(one: string, other: string): boolean {
  const [left, right] = [Array.from(one), Array.from(other)]
  let start = 0
  while (start < left.length && left[start] === right[start]) start += 1
  let end = 0
  while (
    end < left.length - start &&
    end < right.length - start &&
    left.at(-1 - end) === right.at(-1 - end)
  )
    end += 1
  const [a, b] = [left.slice(start, left.length - end), right.slice(start, right.length - end)]
  if (a.length <= 1 && b.length <= 1) return true
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]
}
