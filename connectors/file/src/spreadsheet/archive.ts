import { TextDecoder } from 'node:util'
import { fault, isFault, type Files } from '@cartograph/core'
import { Reader, ZipReader, type FileEntry } from '@zip.js/zip.js'
import { baseName } from '../bytes.ts'
import { byteRanges } from './byte-ranges.ts'

/** The parts of a workbook in its zip file. */
export interface Archive {
  has(name: string): boolean
  /** The text of a part, some of it at a time. */
  text(name: string): AsyncGenerator<string, void>
  close(): Promise<void>
}

const mostParts = 10_000

/** A part that unpacks to more than this, and to so many times its size, is made to exhaust whoever opens it. */
const bombBytes = 64_000_000
const bombRatio = 200

/**
 * Opens a workbook by what stands at the end of its file; nothing is unpacked yet.
 *
 * @throws a `config` fault where the file is no zip file, or is cut off.
 */
export async function openArchive(files: Files, path: string, size: number): Promise<Archive> {
  const file = baseName(path)
  const ranges = byteRanges(files, path)
  const reader = Object.assign(new Reader<null>(null), {
    size,
    readUint8Array: (from: number, length: number) => ranges.read(from, length),
  })
  const zip = new ZipReader(reader, { useWebWorkers: false })
  const parts = new Map<string, FileEntry>()
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (!entry.directory) parts.set(entry.filename.replaceAll('\\', '/').toLowerCase(), entry)
      if (parts.size > mostParts) throw refused(file, `it has more than ${mostParts} parts`)
    }
  } catch (error) {
    await ranges.close()
    throw isFault(error) ? error : await notAnArchive(files, path, error)
  }
  return {
    has: (name) => parts.has(name.toLowerCase()),
    text: (name) => partText(parts.get(name.toLowerCase()), name),
    close: async () => {
      await zip.close()
      await ranges.close()
    },
  }

  async function* partText(
    part: FileEntry | undefined,
    name: string,
  ): AsyncGenerator<string, void> {
    if (part === undefined) throw refused(file, `its part ${name} is missing`)
    if (part.encrypted) throw refused(file, 'it is protected by a password')
    const stop = new AbortController()
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const failures: unknown[] = []
    const unpacking = part
      .getData({ writable }, { checkSignature: true, signal: stop.signal, useWebWorkers: false })
      .catch(async (error: unknown) => {
        failures.push(error)
        await writable.abort(error).catch(() => {})
      })
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let unpacked = 0
    try {
      for await (const bytes of readable) {
        unpacked += bytes.length
        if (unpacked > bombBytes && unpacked > part.compressedSize * bombRatio)
          throw refused(file, `its part ${name} unpacks to more than ${bombRatio} times its size`)
        yield decoder.decode(bytes, { stream: true })
      }
      await unpacking
      if (failures.length > 0) throw failures[0]
      yield decoder.decode()
    } catch (error) {
      if (isFault(error)) throw error
      throw refused(file, `its part ${name} is damaged`, error)
    } finally {
      stop.abort()
      await unpacking
    }
  }
}

async function notAnArchive(files: Files, path: string, cause: unknown): Promise<Error> {
  const ranges = byteRanges(files, path)
  const head = Buffer.from(await ranges.read(0, 4))
  await ranges.close()
  const file = baseName(path)
  if (head.toString('hex') === 'd0cf11e0')
    return fault(
      {
        kind: 'config',
        scope: 'part',
        message: `${file} is protected by a password, or an old XLS file.`,
        hint: 'Save it without a password; or set `format: xls` where it is such a file.',
      },
      cause,
    )
  if (head.subarray(0, 2).toString('latin1') === 'PK')
    return refused(file, 'it is cut off or damaged', cause)
  return fault(
    {
      kind: 'config',
      scope: 'part',
      message: `${file} is no XLSX workbook.`,
      hint: 'Save it as a workbook (.xlsx), or set `format` to what it is.',
    },
    cause,
  )
}

/** A workbook that cannot be read, in the same words for all reasons. */
export function refused(file: string, why: string, cause?: unknown): Error {
  return fault(
    {
      kind: 'config',
      scope: 'part',
      message: `${file} cannot be read as a workbook: ${why}.`,
      hint: 'The rows up to there are kept, and nothing is deleted. Put a whole copy of the file in its place.',
    },
    cause,
  )
}
