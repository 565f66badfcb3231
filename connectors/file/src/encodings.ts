import { isUtf8 } from 'node:buffer'
import { decode, encode, encodingExists } from 'iconv-lite'

/** How a file's bytes make text. */
export interface TextEncoding {
  readonly name: string
  /** Bytes of the smallest unit: 2 for UTF-16, else 1. */
  readonly unitBytes: 1 | 2
  readonly isBigEndian: boolean
  decode(bytes: Buffer): string
  /** Whether the bytes are proper text: an invalid byte would become a replacement character in silence. */
  isValid(bytes: Buffer, text: string): boolean
}

const replacement = '\uFFFD'

const utf8: TextEncoding = {
  name: 'utf-8',
  unitBytes: 1,
  isBigEndian: false,
  decode: (bytes) => bytes.toString('utf8'),
  isValid: (bytes) => isUtf8(bytes),
}

/** The encoding of a name, or `undefined` where rows cannot be told apart in it. */
export function encodingOf(name: string): TextEncoding | undefined {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  if (plain === 'utf8') return utf8
  if (plain === 'utf16' || plain === 'utf16le' || plain === 'ucs2') return wide('utf-16le')
  if (plain === 'utf16be') return wide('utf-16be')
  if (!encodingExists(name) || !keepsSigns(name)) return undefined
  return { ...foreign(name), name: name.toLowerCase() }
}

export function isSupportedEncoding(name: string): boolean {
  return encodingOf(name) !== undefined
}

/** What the first bytes of a file say about its encoding. */
export function byteOrderMark(
  head: Buffer,
): { readonly encoding: string; readonly length: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return undefined
}

function wide(name: 'utf-16le' | 'utf-16be'): TextEncoding {
  return { ...foreign(name), name, unitBytes: 2, isBigEndian: name === 'utf-16be' }
}

function foreign(name: string): Omit<TextEncoding, 'name'> {
  return {
    unitBytes: 1,
    isBigEndian: false,
    decode: (bytes) => decode(bytes, name, { stripBOM: false }),
    isValid: (bytes, text) => !text.includes(replacement) || encode(text, name).equals(bytes),
  }
}

/** Rows are told apart on bytes, so the signs must stand for themselves: not in UTF-7, UTF-32 or base64. */
function keepsSigns(name: string): boolean {
  const signs = 'a,;\t|"\r\nz'
  return !/utf-?7|imap/i.test(name) && encode(signs, name).equals(Buffer.from(signs, 'latin1'))
}
