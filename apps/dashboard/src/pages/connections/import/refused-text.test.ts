import { expect, test } from 'vitest'
import { refusedText } from './refused-text.ts'

const fault = { message: 'The price is no amount.' }

test('rows that were refused keep their columns, and the reason stands behind them', () => {
  const rows = [
    { key: 'T2', fault, native: { no: 'T2', price: 'twelve' } },
    { key: 'T9', fault: { message: 'No name.', hint: 'Give it one.' }, native: { no: 'T9' } },
  ]
  expect(refusedText(rows)).toBe(
    'no,price,refused because\r\nT2,twelve,The price is no amount.\r\nT9,,No name. Give it one.\r\n',
  )
})

test('commas, quotes and lines stay within their cell', () => {
  const rows = [{ key: '1', fault: { message: 'No.' }, native: { name: 'a "b", c\nd' } }]
  expect(refusedText(rows)).toBe('name,refused because\r\n"a ""b"", c\nd",No.\r\n')
})

test('no spreadsheet calculates what stands in a row, and numbers stay numbers', () => {
  const rows = [{ key: '1', fault: { message: 'No.' }, native: { a: '=1+1', b: '-5.00' } }]
  expect(refusedText(rows)).toBe("a,b,refused because\r\n'=1+1,-5.00,No.\r\n")
})
