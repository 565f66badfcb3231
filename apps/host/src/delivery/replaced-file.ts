import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fault } from '@cartograph/core'

/** The file appears whole, or not at all: whoever reads it never sees half. */
export async function replaceFile(
  file: string,
  fill: (write: (piece: string | Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.writing`)
  let handle: FileHandle | undefined
  try {
    const opened = await open(beside, 'w')
    handle = opened
    await fill((piece) => opened.writeFile(piece))
    await opened.sync()
    await opened.close()
    await rename(beside, file)
  } catch (error) {
    await handle?.close().catch(() => {})
    await rm(beside, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS'].includes(code)) throw error
    throw fault(
      {
        kind: 'config',
        message: `${file} cannot be written (${code}).`,
        hint: 'Name a file in a folder that exists, that this user may write to and that has room.',
      },
      error,
    )
  }
}
