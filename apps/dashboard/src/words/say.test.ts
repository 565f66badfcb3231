import { expect, test } from 'vitest'
import { loadMessages } from './messages.ts'
import { sayIn } from './say.ts'

test('one and many are told apart, and numbers written as the language writes them', async () => {
  const say = sayIn('de', await loadMessages('de'))
  expect([
    say('count.records', { count: 1 }),
    say('count.records', { count: 12_345 }),
  ]).toStrictEqual(['1 Datensatz', '12.345 Datensätze'])
})

test('French counts nothing as one', async () => {
  const say = sayIn('fr', await loadMessages('fr'))
  expect(say('count.records', { count: 0 })).toBe('0 enregistrement')
})

test('what is put into a message is taken as it is', async () => {
  const say = sayIn('en', await loadMessages('en'))
  expect(say('connection.pausedBy', { by: '{since}', since: 'x' })).toBe('Paused by {since}, x')
})
