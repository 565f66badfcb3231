import { emailOf } from '@cartograph/core'
import { fieldWord, foldedWords, mailWord, phoneWords } from './words.ts'

/** One thing that whoever is sought must have. */
export type Term =
  /** A word that must be there as it is. */
  | { readonly kind: 'exact'; readonly words: readonly string[] }
  /** A name that may be mistyped, or only begun. */
  | { readonly kind: 'name'; readonly word: string }

/** How people write fields, and how the words begin. */
const fields: Readonly<Record<string, string>> = {
  born: 'born',
  year: 'born',
  gender: 'gender',
  tag: 'tag',
  language: 'language',
  country: 'country',
  source: 'from',
}
const leastPhoneDigits = 6
const mostTerms = 8

/**
 * What somebody typed, as terms: names, an e-mail address, a phone number, and fields such as `born:1980`, `gender:female`, `tag:vip`
 * or `tier:gold`; a value of several words stands in quotes, `tag:"very important"`.
 */
export function termsOf(query: string): readonly Term[] {
  const terms: Term[] = []
  let rest = query.normalize('NFC')
  rest = rest.replaceAll(/([A-Za-z][\w-]*):(?:"([^"]*)"|(\S+))/gu, (_all, name, quoted, plain) => {
    const field = String(name).toLowerCase()
    const value = String(quoted ?? plain)
    terms.push({ kind: 'exact', words: [fieldWord(fields[field] ?? field, value)] })
    return ' '
  })
  rest = rest.replaceAll(/\S+@\S+/gu, (address) => {
    const email = emailOf(address)
    if (email !== undefined) terms.push({ kind: 'exact', words: [mailWord(email)] })
    return email === undefined ? address : ' '
  })
  rest = rest.replaceAll(/\+?\d[\d\s()./-]*\d/gu, (number) => {
    const words = phoneWords(number)
    if (number.replaceAll(/\D/gu, '').length < leastPhoneDigits) return number
    terms.push({ kind: 'exact', words })
    return ' '
  })
  for (const word of foldedWords(rest)) terms.push({ kind: 'name', word })
  return terms.slice(0, mostTerms)
}
