import { expect, test } from 'vitest'
import { foundLines } from './found-text.ts'

test('lists are counted, and each entry is called by its label or name, with its id', () => {
  expect(foundLines({ productFeeds: [{ id: 7, name: 'Shop DK' }] })).toStrictEqual([
    { name: 'Product feeds', count: 1, texts: ['Shop DK (7)'] },
  ])
})

test('of a field it is told what mappings call it, and what it takes', () => {
  const fields = [
    { name: 'sex', label: 'Sex', format: 'choice', options: { 1: 'Male' } },
    { name: 'city', label: 'city', type: 'string' },
  ]
  expect(foundLines({ fields })).toStrictEqual([
    { name: 'Fields', count: 2, texts: ['Sex (sex, choice)', 'city (string)'] },
  ])
})

test('what is said of an entry in whole sentences is told below it', () => {
  const profiles = [
    { product: 'Contactplan', reads: 'orders and events of the web', often: 'daily' },
  ]
  expect(foundLines({ profiles })).toStrictEqual([
    {
      name: 'Profiles',
      count: 1,
      texts: ['Contactplan'],
      sentences: [{ of: 'Contactplan', name: 'Reads', text: 'orders and events of the web' }],
    },
  ])
})

test('plain values are told, and what the account does not tell is left out', () => {
  expect(foundLines({ project: 'Nordlys', contactKey: null, optIns: ['News'] })).toStrictEqual([
    { name: 'Project', texts: ['Nordlys'] },
    { name: 'Opt ins', count: 1, texts: ['News'] },
  ])
})

test('an account that tells nothing has no lines', () => {
  expect(foundLines(null)).toStrictEqual([])
})

test('of an object each field is told', () => {
  expect(foundLines({ limits: { mails: 3 } })).toStrictEqual([
    { name: 'Limits', count: 1, texts: ['mails: 3'] },
  ])
})
