import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultProperties } from '../../config/index.ts'
import { consentsOf } from '../profile/consents.ts'
import { contributionOf } from '../profile/contribution.ts'
import { foldedWords, isNear, isSpelled, spellingsOf, wordsOf } from './words.ts'

test('a person is found by names, place, address, number, year of birth and tags', () => {
  const tier = { label: 'Tier', type: 'string', path: ['extra', 'tier'], policy: 'newest' } as const
  const contribution = contributionOf(
    {
      member: 'customer/shop:1',
      entity: 'customer',
      row: {
        connection: 'shop',
        firstName: 'Søren Åse',
        lastName: "O'Neill",
        email: 'Soren.Oneill@Example.com',
        phone: '+45 20 12 34 56',
        birthDate: '1980-02-29',
        gender: 'male',
        tags: ['VIP', 'Very important'],
        address: { city: 'Århus', postcode: '8000', line1: 'Nygade 7', country: 'DK' },
        consents: [{ channel: 'email', state: 'granted', at: '2026-01-01T00:00:00.000Z' }],
        extra: { tier: 'Gold' },
      },
      identifiers: [],
      since: undefined,
    },
    { ...defaultProperties, extended: new Map([['tier', tier]]) },
  )
  expect(wordsOf([contribution], consentsOf(contribution.statements))).toStrictEqual([
    '8000',
    'arhus',
    'ase',
    'born=1980',
    'consent=email marketing granted',
    'country=dk',
    'from=shop',
    'gender=male',
    'mail=soren.oneill@example.com',
    'neill',
    'o',
    'oneill',
    'soren',
    'tag=very important',
    'tag=vip',
    'tel=20123456',
    'tel=4520123456',
    'tier=gold',
  ])
})

const letters = 'abcdefghijklmnopqrstuvwxyzæøå'.split('')
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 4, maxLength: 12 })

test('a word with one mistake has a spelling in common with the right one', () => {
  const mistake = fc.tuple(word, fc.nat(12), fc.constantFrom(...letters), fc.nat(3))
  fc.assert(
    fc.property(mistake, ([right, place, letter, kind]) => {
      const at = place % right.length
      const wrong = mistyped(right, at, letter, kind)
      const shared = spellingsOf(wrong).filter((each) => spellingsOf(right).includes(each))
      expect(shared.length).toBeGreaterThan(0)
      expect(isNear(wrong, right)).toBe(true)
    }),
  )
})

function mistyped(right: string, at: number, letter: string, kind: number): string {
  const [before, after] = [right.slice(0, at), right.slice(at + 1)]
  if (kind === 0) return before + after
  if (kind === 1) return before + letter + right.slice(at)
  if (kind === 2) return before + letter + after
  return (
    before +
    right
      .slice(at, at + 2)
      .split('')
      .toReversed()
      .join('') +
    right.slice(at + 2)
  )
}

test('words that are two mistakes apart are not near', () => {
  expect(isNear('holm', 'hilt')).toBe(false)
  expect(isNear('andersen', 'adnerson')).toBe(false)
  expect(isNear('holm', 'holmen')).toBe(false)
})

test('short words, numbers and fields are taken as they are', () => {
  expect(['holm', 'ida', '8000', 'tag=vip'].map(isSpelled)).toStrictEqual([
    true,
    false,
    false,
    false,
  ])
})

test('words are told apart by everything that is no letter or number', () => {
  expect(foldedWords(' Müller-Lüdenscheidt, A/S ')).toStrictEqual([
    'muller',
    'ludenscheidt',
    'a',
    's',
  ])
})
