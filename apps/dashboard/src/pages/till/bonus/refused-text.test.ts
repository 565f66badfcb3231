import { expect, test } from 'vitest'
import { refusedText } from './refused-text.ts'

const head = ['Row', 'Number', 'Reason', 'What helps']

test('refused rows are a table with the lines on which they stand', () => {
  const rows = [
    { line: 3, key: 'BC-1', message: 'No "amount".', hint: 'Write one.' },
    { line: null, key: '', message: 'Line 9 is cut off.' },
  ]
  expect(refusedText(rows, head)).toBe(
    '\uFEFF"Row";"Number";"Reason";"What helps"\r\n"3";"BC-1";"No ""amount"".";"Write one."\r\n"";"";"Line 9 is cut off.";""\r\n',
  )
})

test.for(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])(
  'the number %j is a text to every spreadsheet',
  (key) => {
    expect(refusedText([{ line: 1, key, message: 'm' }], head)).toContain(`"'${key}"`)
  },
)
