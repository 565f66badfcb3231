import { expect, test } from 'vitest'
import { foundLines } from './found-text.ts'

test('lists are counted, and each entry is called by its label or name, with its id', () => {
  expect(
    foundLines({
      productFeeds: [{ id: 7, name: 'Shop DK' }],
      fields: [{ name: 'sex', label: 'Sex' }],
    }),
  ).toStrictEqual([
    { name: 'Product feeds', count: 1, texts: ['Shop DK (7)'] },
    { name: 'Fields', count: 1, texts: ['Sex'] },
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
