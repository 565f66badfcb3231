import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { entityNames, fault, isEntityName, nearest, type EntityName } from '@cartograph/core'
import { exportedFields, exportedRows } from './exported-rows.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { rowWriter, type ExportFormat } from './row-text.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface ExportCommandOptions extends CommonOptions {
  readonly format: ExportFormat
  /** `-`: standard output. */
  readonly out: string
  readonly includeDeleted?: boolean
}

/** `cartograph export <entity>`: the commerce rows of the store, sorted by id. */
export function exportCommand(
  terminal: Terminal,
  entity: string,
  options: ExportCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async ({ store }) => {
    const name = entityNamed(entity)
    const includeDeleted = options.includeDeleted ?? false
    const texts = rowWriter(options.format, exportedFields(name, includeDeleted))
    let rows = 0
    const pages = async (write: (text: string) => Promise<void>) => {
      await write(texts.head)
      for await (const page of exportedRows(store, name, { includeDeleted })) {
        terminal.signal.throwIfAborted()
        await write(texts.page(page))
        rows += page.length
      }
    }
    if (options.out === '-') await pages((text) => (text === '' ? done : terminal.out(text)))
    else {
      const file = resolve(terminal.folder, options.out)
      await replaceFile(file, pages)
      terminal.say(`${counted(rows, name)} written to ${options.out}.`)
    }
    return 0
  })
}

const done = Promise.resolve()

function entityNamed(entity: string): EntityName {
  if (isEntityName(entity)) return entity
  const meant = nearest(entity, entityNames)
  throw fault({
    kind: 'config',
    message: `The commerce model has no "${entity}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: `It has: ${entityNames.join(', ')}.`,
  })
}

/** The file appears whole, or not at all: whoever reads it never sees half. */
async function replaceFile(
  file: string,
  fill: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.writing`)
  let handle: FileHandle | undefined
  try {
    const opened = await open(beside, 'w')
    handle = opened
    await fill((text) => opened.writeFile(text))
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
