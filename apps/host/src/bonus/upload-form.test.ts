import { readFileSync } from 'node:fs'
import { isFault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { mostUploadBytes } from '../wishes/index.ts'
import { uploadForm } from './upload-form.ts'

const sample = (name: string) =>
  readFileSync(new URL(`../../../../docs/examples/bonus/${name}`, import.meta.url))
const formOf = (bytes: Uint8Array, name = 'checks.csv') => {
  try {
    return uploadForm({ name, bytes })
  } catch (error) {
    return isFault(error) ? `${error.kind}: ${error.message}` : error
  }
}
const zip = (text: string) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(text)])
const old = (text: string) =>
  Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from(text, 'utf16le')])

test('a file is what stands in it, whatever it is called', () => {
  expect([
    formOf(sample('bonus-checks.xlsx')),
    formOf(sample('bonus-checks.txt')),
    formOf(old('Workbook'), 'checks.txt'),
    formOf(Buffer.from('\uFEFFa;b\n1;2', 'utf16le')),
  ]).toStrictEqual(['xlsx', 'csv', 'xls', 'csv'])
})

test.for([
  ['nothing', Buffer.alloc(0), 'The file is empty.'],
  ['too much', Buffer.alloc(mostUploadBytes + 1, 65), 'The file is larger than 5 MiB.'],
  ['another archive', zip('holiday.jpg'), 'The file is an archive, and no workbook.'],
  [
    'a workbook with macros',
    zip('xl/workbook.xml xl/vbaProject.bin'),
    'The workbook holds macros, which are programs.',
  ],
  ['an old one with macros', old('_VBA_PROJECT'), 'The workbook holds macros, which are programs.'],
  ['a page', Buffer.from('  <!DOCTYPE html>'), 'The file is a page or XML, and no table.'],
  ['a document', Buffer.from('%PDF-1.7'), 'The file is no text and no workbook.'],
  ['bytes', Buffer.from('a\u0000b'), 'The file is no text and no workbook.'],
  [
    'letters of another encoding',
    Buffer.from('Name\nSjöberg', 'latin1'),
    'Some letters of the file are in an encoding that cannot be told for certain.',
  ],
] as const)('%s is refused in words', ([, bytes, message]) => {
  expect(formOf(bytes)).toBe(`record: ${message}`)
})
