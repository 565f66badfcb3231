import { expect, test } from 'vitest'
import { surfacesText } from './surfaces.ts'

test('an address stands in a line of its own, ready to copy', () => {
  expect(
    surfacesText([
      {
        connection: 'till',
        name: 'desk',
        address: 'https://data.example/surfaces/till/desk/abc',
        takes: ['address', 'token as bearer'],
      },
      { connection: 'till', name: 'form', takes: ['verify'] },
    ]),
  ).toBe(`till.desk
  address  https://data.example/surfaces/till/desk/abc
  takes    address, or token as bearer
  token    cartograph tokens issue NAME --permission surfaces:call, shown once
till.form
  address  none yet; the first \`cartograph serve\` makes it
  takes    what its settings say
`)
})

test('without surfaces it says so', () => {
  expect(surfacesText([])).toBe('No connection has surfaces.\n')
})
