import { faultOf } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostLogoBytes, readLogo } from './portal-logo.ts'

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40)
  bytes.write('\u0089PNG\r\n\u001A\n\0\0\0\rIHDR', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

function jpeg(width: number, height: number): Buffer {
  const before = Buffer.from('ffd8ffe000064a464946', 'hex')
  const frame = Buffer.from('ffc0001108000000000301110002110103110000', 'hex')
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([before, frame])
}

function webp(kind: string, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(40)
  bytes.write('RIFF', 'latin1')
  bytes.write(`WEBP${kind}`, 8, 'latin1')
  write(bytes)
  return bytes
}

test.each([
  ['PNG', png(320, 80), 'image/png'],
  ['JPEG', jpeg(320, 80), 'image/jpeg'],
  [
    'WebP',
    webp('VP8 ', (bytes) => {
      bytes.writeUInt16LE(320, 26)
      bytes.writeUInt16LE(80, 28)
    }),
    'image/webp',
  ],
  [
    'WebP without loss',
    webp('VP8L', (bytes) => bytes.writeUInt32LE(319 + 79 * 16_384, 21)),
    'image/webp',
  ],
  [
    'WebP with more in it',
    webp('VP8X', (bytes) => {
      bytes.writeUIntLE(319, 24, 3)
      bytes.writeUIntLE(79, 27, 3)
    }),
    'image/webp',
  ],
])('%s is known by its content, and how large it is', (_what, bytes, type) => {
  expect(readLogo(bytes)).toStrictEqual({ type, width: 320, height: 80 })
})

const noPicture = 'This is no picture in PNG, JPEG or WebP.'

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a GIF that is a script as well', 'GIF89a/*\0\0*/=alert(1)'],
  ['the beginning of a PNG and a page after it', '\u0089PNG\r\n\u001A\n<html><script>alert(1)'],
  ['nothing', ''],
])('%s is no logo', (_what, text) => {
  expect(() => readLogo(Buffer.from(text, 'latin1'))).toThrow(noPicture)
})

test.each([
  ['wider than it may be', png(4097, 1), '4097 by 1 pixels'],
  ['of no height', png(1, 0), '1 by 0 pixels'],
  ['of too many bytes', Buffer.concat([png(1, 1), Buffer.alloc(mostLogoBytes)]), 'at the most'],
])('a picture %s is refused', (_what, bytes, message) => {
  expect(() => readLogo(bytes)).toThrow(message)
})

function kindOf(bytes: Uint8Array): string {
  try {
    return readLogo(bytes).type
  } catch (error) {
    return faultOf(error).kind
  }
}

test('whatever bytes come, they are a picture or are refused in words, and nothing else happens', () => {
  const beginnings = fc.constantFrom('ffd8ff', '89504e470d0a1a0a', '52494646', 'ffd8ffe00000', '')
  fc.assert(
    fc.property(beginnings, fc.uint8Array({ maxLength: 80 }), (beginning, rest) => {
      const bytes = Buffer.concat([Buffer.from(beginning, 'hex'), rest])
      expect(kindOf(bytes)).toMatch(/^(?:image\/(?:png|jpeg|webp)|record)$/)
    }),
  )
})
