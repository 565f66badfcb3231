import { fault } from '@cartograph/core'

/** A picture that a portal may show, by what its first bytes say. */
export interface LogoPicture {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
}

export const mostLogoBytes = 524_288
const mostSide = 4096

/**
 * What a file is that somebody wants shown as a logo. Its name and the type that it claims to have are not looked at.
 *
 * SVG is none of them: it is a document that can hold scripts.
 *
 * @throws a `record` fault for what is no PNG, JPEG or WebP, and for one that is too large.
 */
export function readLogo(bytes: Uint8Array): LogoPicture {
  if (bytes.length > mostLogoBytes)
    throw fault({
      kind: 'record',
      message: `The picture has ${bytes.length} bytes; ${mostLogoBytes} are taken at the most.`,
      hint: 'Make it smaller: a few hundred pixels are enough.',
    })
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = pngIn(view) ?? jpegIn(view) ?? webpIn(view)
  if (found === undefined)
    throw fault({
      kind: 'record',
      message: 'This is no picture in PNG, JPEG or WebP.',
      hint: 'SVG and GIF are not taken; save it as PNG.',
    })
  const { width, height } = found
  if (width < 1 || height < 1 || width > mostSide || height > mostSide)
    throw fault({
      kind: 'record',
      message: `The picture is ${width} by ${height} pixels; expected 1 to ${mostSide} in each direction.`,
    })
  return found
}

/** @see https://www.w3.org/TR/png-3/#11IHDR (read 2026-11-26) */
function pngIn(bytes: Buffer): LogoPicture | undefined {
  const isPng =
    bytes.length >= 33 &&
    bytes.subarray(0, 8).toString('latin1') === '\u0089PNG\r\n\u001A\n' &&
    bytes.toString('latin1', 12, 16) === 'IHDR'
  if (!isPng) return undefined
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Of JPEG the frame says how large it is; what comes before it is passed over by its length. */
function jpegIn(bytes: Buffer): LogoPicture | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return undefined
    if (isFrame(marker))
      return {
        type: 'image/jpeg',
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
      }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** The beginnings of frames, among which stand three markers that are none. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** @see https://developers.google.com/speed/webp/docs/riff_container (read 2026-11-26) */
function webpIn(bytes: Buffer): LogoPicture | undefined {
  const isWebp =
    bytes.length >= 30 &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WEBP'
  if (!isWebp) return undefined
  const type = 'image/webp'
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21)
      return { type, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return {
        type,
        width: bytes.readUInt16LE(26) & 0x3fff,
        height: bytes.readUInt16LE(28) & 0x3fff,
      }
    default:
      return undefined
  }
}
