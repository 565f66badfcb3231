import { TextDecoder } from 'node:util'
import { fault } from '@cartograph/core'
import { baseName, readBytes } from './bytes.ts'
import { byteOrderMark } from './encodings.ts'
import type { Walk } from './walk-request.ts'

/** So much of a file tells its encoding. */
const headBytes = 1_024

/**
 * The text of a document, some of it at a time, without a byte order mark.
 *
 * Its encoding is what the byte order mark says, else the settings, else the document itself, else utf-8.
 *
 * @throws a `config` fault where the bytes are no such text.
 */
export async function* readText(
  { files, path, source }: Pick<Walk, 'files' | 'path' | 'source'>,
  declared: (head: Buffer) => string | undefined = () => undefined,
): AsyncGenerator<string, void> {
  const bytes = readBytes(files, path)
  let decoder: TextDecoder | undefined
  let head = Buffer.alloc(0)
  try {
    for await (const chunk of bytes) {
      if (decoder !== undefined) {
        yield decoded(decoder, path, chunk)
        continue
      }
      head = Buffer.concat([head, chunk])
      if (head.length < headBytes) continue
      decoder = decoderOf(encodingOf(head), path)
      yield decoded(decoder, path, head)
    }
    decoder ??= decoderOf(encodingOf(head), path)
    if (head.length < headBytes) yield decoded(decoder, path, head)
    yield decoded(decoder, path)
  } finally {
    await bytes.return()
  }

  function encodingOf(start: Buffer): string {
    return byteOrderMark(start)?.encoding ?? source.encoding ?? declared(start) ?? 'utf-8'
  }
}

function decoderOf(encoding: string, path: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (error) {
    throw fault(
      {
        kind: 'config',
        scope: 'part',
        message: `${baseName(path)}: the encoding ${encoding} is not known.`,
        hint: 'Set `encoding` of the source to utf-8, windows-1252, iso-8859-1, utf-16le or another one of the WHATWG list.',
      },
      error,
    )
  }
}

function decoded(decoder: TextDecoder, path: string, bytes?: Buffer): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch (error) {
    throw fault(
      {
        kind: 'config',
        scope: 'part',
        message: `${baseName(path)} holds bytes that are no ${decoder.encoding} text.`,
        hint: 'Set `encoding` of the source to what the file is written in; windows-1252 is common. The rows before are kept, and nothing is deleted.',
      },
      error,
    )
  }
}
