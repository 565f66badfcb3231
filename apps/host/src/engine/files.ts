import { createWriteStream } from 'node:fs'
import { glob, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { fault, type Files } from '@cartograph/core'

/**
 * The files that a connection's settings name, and what lies below them; nothing else.
 *
 * A file that is written appears at once and whole: it is written beside its place, brought to the disk, and renamed.
 *
 * @throws a `config` fault for every other path, a `notFound` fault for a file that does not exist.
 */
export function brokerFiles(granted: readonly string[]): Files {
  const allowed = (path: string) => {
    if (isAbsolute(path) && granted.some((root) => isWithin(root, path))) return resolve(path)
    throw fault({
      kind: 'config',
      message: `The connection may not use ${path}.`,
      hint: 'Name the file, or a folder above it, in the settings of the connection.',
    })
  }
  return {
    list: (pattern) => listFiles(allowed(pattern)),
    read: async (path, options) => readFile(allowed(path), options?.fromByte ?? 0),
    write: async (path) => replaceFile(allowed(path)),
    append: async (path, at, bytes) => appendFile(allowed(path), at, bytes),
    remove: async (path) => rm(allowed(path), { force: true }),
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

async function* listFiles(pattern: string) {
  const found: string[] = []
  for await (const path of glob(pattern)) found.push(path)
  for (const path of found.toSorted()) {
    const entry = await stat(path).catch(() => undefined)
    if (entry?.isFile() === true) yield { path, size: entry.size, modifiedAt: entry.mtimeMs }
  }
}

async function readFile(path: string, fromByte: number): Promise<ReadableStream<Uint8Array>> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileFault(path, error)
  })
  // 256 KiB a read: large enough to keep up with a parser, small beside the memory of anything.
  const stream = handle.createReadStream({ start: fromByte, highWaterMark: 262_144 })
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}

async function replaceFile(path: string): Promise<WritableStream<Uint8Array>> {
  await mkdir(dirname(path), { recursive: true })
  const beside = resolve(dirname(path), `.${basename(path)}.writing`)
  const stream = Writable.toWeb(createWriteStream(beside, { flush: true }))
  const writer = stream.getWriter()
  return new WritableStream<Uint8Array>({
    write: async (chunk) => {
      await writer.write(chunk).catch((error: unknown) => {
        throw fileFault(path, error)
      })
    },
    close: async () => {
      await writer.close().catch((error: unknown) => {
        throw fileFault(path, error)
      })
      await rename(beside, path)
      await syncFolder(dirname(path))
    },
    abort: async (reason) => {
      await writer.abort(reason)
      await rm(beside, { force: true })
    },
  })
}

async function appendFile(path: string, at: number, bytes: Uint8Array): Promise<number> {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'a+').catch((error: unknown) => {
    throw fileFault(path, error)
  })
  try {
    await handle.truncate(at)
    await handle.appendFile(bytes)
    await handle.sync()
    return at + bytes.length
  } catch (error) {
    throw fileFault(path, error)
  } finally {
    await handle.close()
  }
}

/** A rename is safe against a power cut once its folder is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function fileFault(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT')
    return fault({ kind: 'notFound', message: `There is no file ${path}.` }, error)
  if (code === 'ENOSPC')
    return fault(
      {
        kind: 'transient',
        message: `The disk is full: ${path} could not be written.`,
        hint: 'Free some space and run the command again.',
      },
      error,
    )
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return fault(
      {
        kind: 'permission',
        message: `This user may not open ${path}.`,
        hint: 'Give the user that runs Cartograph access to the file.',
      },
      error,
    )
  if (code === 'EISDIR')
    return fault({ kind: 'config', message: `${path} is a folder, not a file.` }, error)
  return fault({ kind: 'transient', message: `${path} cannot be used (${code}).` }, error)
}
