import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { fault, isFault } from '@cartograph/core'
import { baseName, readBytes } from '../bytes.ts'
import type { FoundRows } from '../found-row.ts'
import type { Walk } from '../walk-request.ts'
import { chosenSheet } from './chosen-sheet.ts'
import { isCompoundFileWhole } from './compound-file.ts'
import type { XlsAnswer, XlsRequest } from './xls-messages.ts'

const mostBytes = 64_000_000
const mostHeapMb = 1_024
const mostReadingMs = 120_000

/**
 * The rows of one sheet of an old XLS workbook.
 *
 * Such a file can only be read as a whole. A thread of its own does it, within limits of memory and time: whatever is in
 * the file, this process goes on.
 */
export async function* xlsRows(walk: Walk): FoundRows {
  const file = baseName(walk.path)
  const bytes = await wholeFile(walk, file)
  const request: XlsRequest = { bytes, sheet: walk.source.sheet ?? 1 }
  const worker = new Worker(workerFile(), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    // What a library has to say about a file is no output of this process.
    stdout: true,
    stderr: true,
  })
  const signal = AbortSignal.any([walk.signal, AbortSignal.timeout(mostReadingMs)])
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] })) {
      const answer = message as XlsAnswer
      if ('sheets' in answer) {
        chosenSheet(
          answer.sheets.map((name) => ({ name })),
          walk.source.sheet,
          file,
        )
        return
      }
      if (answer.rows.length > 0) yield answer.rows
    }
    throw broken(file, 'it is damaged')
  } catch (error) {
    walk.signal.throwIfAborted()
    throw isFault(error) ? error : broken(file, reasonOf(error), error)
  } finally {
    await worker.terminate()
  }
}

/** Beside this file, in source and when built. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./xls-worker.ts', import.meta.url)
    : new URL('./xls-worker.js', import.meta.url)
}

async function wholeFile({ files, path }: Walk, file: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of readBytes(files, path)) {
    chunks.push(chunk)
    size += chunk.length
    if (size > mostBytes)
      throw broken(
        file,
        `it is larger than ${mostBytes / 1_000_000} MB, and can only be read as a whole`,
      )
  }
  const bytes = Buffer.concat(chunks)
  const kind = kindOf(bytes)
  if (kind === undefined)
    throw fault({
      kind: 'config',
      scope: 'part',
      message: `${file} is no XLS workbook.`,
      hint: 'A web page or a text may be called .xls: set `format` to what it is, or open it in a spreadsheet program and save it as .xlsx.',
    })
  const isWhole =
    kind === 'compound'
      ? isCompoundFileWhole(bytes)
      : bytes.subarray(-endOfSheet.length).equals(endOfSheet)
  if (!isWhole) throw broken(file, 'it is cut off')
  return new Uint8Array(bytes)
}

/** The record that ends a sheet, of the versions that were no compound files. */
const endOfSheet = Buffer.from('0a000000', 'hex')

function kindOf(bytes: Buffer): 'compound' | 'sheet' | undefined {
  const head = bytes.subarray(0, 4).toString('hex')
  if (head === 'd0cf11e0') return 'compound'
  return /^09(?:00|02|04|08)/.test(head) ? 'sheet' : undefined
}

function reasonOf(error: unknown): string {
  const { code, name } = error as { readonly code?: string; readonly name?: string }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return `it takes more than ${mostHeapMb} MB to read`
  if (name === 'AbortError') return `it takes more than ${mostReadingMs / 1_000} seconds to read`
  if (error instanceof Error && /password/i.test(error.message))
    return 'it is protected by a password'
  return 'it is damaged'
}

function broken(file: string, why: string, cause?: unknown): Error {
  return fault(
    {
      kind: 'config',
      scope: 'part',
      message: `${file} cannot be read as an XLS workbook: ${why}.`,
      hint: 'Nothing is deleted. Open it in a spreadsheet program and save it as .xlsx, which is read row by row.',
    },
    cause,
  )
}
