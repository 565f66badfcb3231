import { fault, isFault, type Context, type Files } from '@cartograph/core'
import { gunzip, isGzip } from './gunzip.ts'

/** What tells one state of a file from another; instants in milliseconds since the epoch. */
export interface FileState {
  readonly size: number
  readonly modifiedAt: number
}

/**
 * The files that the host lends.
 *
 * @throws a `contract` fault where it lends none.
 */
export function filesOf(context: Pick<Context<unknown>, 'files'>): Files {
  if (context.files !== undefined) return context.files
  throw fault({
    kind: 'contract',
    message: 'The host lends this connector no files.',
    hint: 'The package asks for them with "needs": ["files"]; the host must honour it.',
  })
}

/** Size and time of a file, or `undefined` where there is none. */
export async function stateOf(files: Files, path: string): Promise<FileState | undefined> {
  for await (const { size, modifiedAt } of files.list(path)) return { size, modifiedAt }
  return undefined
}

/**
 * The bytes of a file, unpacked where it is a gzip file.
 *
 * @throws a `config` fault where there is no such file, and where a gzip file is cut off or damaged.
 */
export async function* readBytes(files: Files, path: string): AsyncGenerator<Buffer, void> {
  const raw = rawBytes(files, path)
  try {
    let head = Buffer.alloc(0)
    while (head.length < 2) {
      const step = await raw.next()
      if (step.done === true) break
      head = Buffer.concat([head, step.value])
    }
    const all = joined(head, raw)
    if (isGzip(head)) yield* gunzip(all, baseName(path))
    else if (head.length < 2 && isGzipName(path)) throw cutOff(path)
    else yield* all
  } finally {
    await raw.return()
  }
}

export function isGzipName(path: string): boolean {
  return path.toLowerCase().endsWith('.gz')
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** The bytes as they are stored, from `fromByte` on. */
export async function* rawBytes(
  files: Files,
  path: string,
  fromByte = 0,
): AsyncGenerator<Buffer, void> {
  const stream = await files.read(path, { fromByte }).catch((error: unknown) => {
    throw missing(path, error)
  })
  for await (const chunk of stream)
    if (chunk.length > 0) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

async function* joined(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  if (head.length > 0) yield head
  yield* rest
}

function missing(path: string, error: unknown): unknown {
  if (!isFault(error) || error.kind !== 'notFound') return error
  return fault(
    {
      kind: 'config',
      scope: 'part',
      message: `There is no file ${path}.`,
      hint: 'Put it there, or change `path` in the settings.',
    },
    error,
  )
}

function cutOff(path: string): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `${baseName(path)} is cut off: it is named as a gzip file and has no content.`,
    hint: 'Nothing is deleted. Put a whole copy of the file in its place.',
  })
}
