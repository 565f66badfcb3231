import { expect, test } from 'vitest'
import { encodingOf, isSupportedEncoding } from './encodings.ts'

test.each([
  'utf-8',
  'UTF8',
  'windows-1252',
  'ISO-8859-15',
  'latin1',
  'utf-16le',
  'shift_jis',
  'gbk',
])('%s is supported', (name) => {
  expect(isSupportedEncoding(name)).toBe(true)
})

test.each(['utf-7', 'utf-32', 'base64', 'hex', 'utf-9', 'cp37'])(
  '%s is not: rows cannot be told apart in it',
  (name) => {
    expect(isSupportedEncoding(name)).toBe(false)
  },
)

test('bytes that an encoding does not have are noticed, and a replacement character of its own is not', () => {
  const windows = encodingOf('windows-1252')
  const bytes = Buffer.from([0x41, 0x81])
  expect(windows?.isValid(bytes, windows.decode(bytes))).toBe(false)
  const wide = encodingOf('utf-16le')
  const mark = Buffer.from('\uFFFD', 'utf16le')
  expect(wide?.isValid(mark, wide.decode(mark))).toBe(true)
  const lone = Buffer.from([0x00, 0xd8, 0x41, 0x00])
  expect(wide?.decode(lone)).toBe('\uD800A')
})
