import { expect, test } from 'vitest'
import { termsOf } from './query.ts'

test('names are names, in any case and with accents', () => {
  expect(termsOf(' Søren  HOLM')).toStrictEqual([
    { kind: 'name', word: 'soren' },
    { kind: 'name', word: 'holm' },
  ])
})

test('an address and a number are what they are, however they are written', () => {
  expect(termsOf('Ida@Example.com')).toStrictEqual([
    { kind: 'exact', words: ['mail=ida@example.com'] },
  ])
  expect(termsOf('+45 (20) 12-34-56')).toStrictEqual([
    { kind: 'exact', words: ['tel=4520123456', 'tel=20123456'] },
  ])
})

test('a field is asked for by its name, in quotes where it has several words', () => {
  expect(termsOf('ida born:1980 tag:"Very important" tier:Gold')).toStrictEqual([
    { kind: 'exact', words: ['born=1980'] },
    { kind: 'exact', words: ['tag=very important'] },
    { kind: 'exact', words: ['tier=gold'] },
    { kind: 'name', word: 'ida' },
  ])
})

test('a postcode is no phone number, and half an address is words', () => {
  expect(termsOf('8000 ida@')).toStrictEqual([
    { kind: 'name', word: '8000' },
    { kind: 'name', word: 'ida' },
  ])
})
