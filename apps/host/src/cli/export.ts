import { resolve } from 'node:path'
import { entityNames, fault, isEntityName, nearest, type EntityName } from '@cartograph/core'
import { exportedFields, exportedRows } from './exported-rows.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { replaceFile } from './replaced-file.ts'
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
