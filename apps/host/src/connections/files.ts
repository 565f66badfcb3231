import { glob, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { fault, type Files } from '@cartograph/core'

/**
 * The files that a connection's settings name, and what lies below them; nothing else.
 *
 * A file that is written appears at once and whole: it is written beside its place, brought to the disk, and renamed.
 *
 * @throws a `config` fault for every other path, a `notFound` fault for a file that does not exist.
 */
export function brokerFiles(granted: readonly string[], onChange = () => {}): Files {
  const changing = async (path: string) => {
    const file = await allowed(path)
    onChange()
    return file
  }
  const allowed = async (path: string) => {
    if (isAbsolute(path) && granted.some((root) => isWithin(root, path))) {
      const real = await realPath(path)
      const roots = await Promise.all(granted.map(realPath))
      if (roots.some((root) => isWithin(root, real))) return resolve(path)
    }
    throw fault({
      kind: 'config',
      message: `The connection may not use ${path}.`,
      hint: 'Name the file, or a folder above it, in the settings of the connection.',
    })
  }
  return {
    list: async function* list(pattern) {
      const named = await stat(pattern).catch(() => undefined)
      if (named?.isFile() === true) {
        // A name is a name, whatever marks of a pattern it holds.
        yield { path: await allowed(pattern), size: named.size, modifiedAt: named.mtimeMs }
        return
      }
      const [fixed = ''] = pattern.split(/[*?[{(!]/, 1)
      await allowed(fixed === pattern ? pattern : join(fixed.slice(0, fixed.lastIndexOf('/')), '/'))
      for await (const file of listFiles(pattern)) {
        await allowed(file.path)
        yield file
      }
    },
    read: async (path, options) => readFile(await allowed(path), options?.fromByte ?? 0),
    write: async (path) => replaceFile(await changing(path)),
    append: async (path, at, bytes) => appendFile(await changing(path), at, bytes),
    remove: async (path) => rm(await changing(path), { force: true }),
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way.split(sep)[0] !== '..' && !isAbsolute(way))
}

/** Where a path leads once its links are followed; what does not exist yet hangs below what does. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(await realPath(above), basename(path))
  }
}

async function* listFiles(pattern: string) {
  const found: string[] = []
  for await (const path of glob(pattern)) found.push(path)
  for (const path of found.toSorted()) {
    const entry = await stat(path).catch(() => undefined)
    if (entry?.isFile() === true) yield { path, size: entry.size, modifiedAt: entry.mtimeMs }
  }
}

/** Large enough to keep up with a parser, small beside the memory of anything. */
const pieceBytes = 262_144

async function readFile(path: string, fromByte: number): Promise<ReadableStream<Uint8Array>> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileFault(path, error)
  })
  const stream = handle.createReadStream({ start: fromByte, highWaterMark: pieceBytes })
  // Left to itself the web stream would count pieces instead of bytes, and hold the whole file.
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: pieceBytes })
  return Readable.toWeb(stream, { strategy }) as ReadableStream<Uint8Array>
}

async function replaceFile(path: string): Promise<WritableStream<Uint8Array>> {
  const beside = resolve(dirname(path), `.${basename(path)}.writing`)
  const handle = await mkdir(dirname(path), { recursive: true })
    .then(() => open(beside, 'w'))
    .catch((error: unknown) => {
      throw fileFault(path, error)
    })
  return new WritableStream<Uint8Array>({
    write: async (chunk) => {
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw fileFault(path, error)
      })
    },
    close: async () => {
      try {
        await handle.sync()
        await handle.close()
        await rename(beside, path)
        await syncFolder(dirname(path))
      } catch (error) {
        throw fileFault(path, error)
      }
    },
    abort: async () => {
      await handle.close()
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
