import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newScan, noRecords, splitRecords, unitsOf, type Signs } from './split-records.ts'

const signs: Signs = { delimiter: 44, quote: 34, newline: 10 }
const unlimited = { most: Infinity, mostUnits: Infinity }

function split(text: string, most = Infinity, used = signs): readonly string[] {
  const bytes = Buffer.from(text)
  const found = noRecords()
  splitRecords(bytes, used, newScan(1), found, { ...unlimited, most })
  return found.ends.map((end, index) => bytes.toString('utf8', found.starts[index], end))
}

const awkward = fc.string({
  unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', '漢', '😀', ' ', '\0'),
  maxLength: 8,
})

test('what a CSV writer wrote as one record is one record, whatever its cells hold', () => {
  const table = fc.array(fc.array(awkward, { minLength: 2, maxLength: 4 }), { maxLength: 8 })
  fc.assert(
    fc.property(table, (records) => {
      const lines = records.map((record) => stringify([record], { quoted: true }))
      expect(split(lines.join(''))).toEqual(lines)
    }),
  )
})

test('a scan goes on where it stopped, wherever the bytes were cut', () => {
  fc.assert(
    fc.property(fc.array(awkward, { maxLength: 12 }), fc.nat(60), (pieces, at) => {
      const bytes = Buffer.from(pieces.join(','))
      const whole = noRecords()
      splitRecords(bytes, signs, newScan(1), whole, unlimited)
      const inTwo = noRecords()
      const scan = newScan(1)
      splitRecords(bytes.subarray(0, at), signs, scan, inTwo, unlimited)
      splitRecords(bytes, signs, scan, inTwo, unlimited)
      expect(inTwo).toEqual(whole)
    }),
  )
})

test('a quote in the middle of a cell is an ordinary sign', () => {
  expect(split('5" disk,1\n6" disk,2\n')).toEqual(['5" disk,1\n', '6" disk,2\n'])
})

test('line ends inside quotes belong to the text, and two quotes do not end it', () => {
  expect(split('"a\n""b""\n",1\nc,2\n')).toEqual(['"a\n""b""\n",1\n', 'c,2\n'])
})

test('without a quote sign every line end ends a record', () => {
  expect(split('"a\nb"\n', Infinity, { ...signs, quote: -1 })).toEqual(['"a\n', 'b"\n'])
})

test('blank lines are no records but count as lines', () => {
  const found = noRecords()
  splitRecords(Buffer.from('\n\r\na,1\n\n"b\n",2\nc,3\n'), signs, newScan(1), found, unlimited)
  expect(found.lines).toEqual([3, 5, 7])
  expect(found.spans).toEqual([1, 2, 1])
})

test('it stops at the record that is enough', () => {
  expect(split('a\nb\nc\n', 2)).toEqual(['a\n', 'b\n'])
})

test('units of UTF-16 leave out a half one at the end', () => {
  const little = { unitBytes: 2, isBigEndian: false } as const
  expect([...unitsOf(Buffer.from([0x61, 0, 0x0a]), little)]).toEqual([0x61])
  const big = { unitBytes: 2, isBigEndian: true } as const
  expect([...unitsOf(Buffer.from([0, 0x61, 0, 0x0a]), big)]).toEqual([0x61, 0x0a])
})
