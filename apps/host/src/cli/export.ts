import { resolve } from 'node:path'
import {
  entityNames,
  fault,
  isEntityName,
  nearest,
  type EntityName,
  type JsonObject,
} from '@cartograph/core'
import { withInstallation, type CommonOptions } from './installation.ts'
import { replaceFile } from '../delivery/index.ts'
import { exportedFields, exportedRows, rowWriter, type RowWriter } from '../work/index.ts'
import type { ExportFormat } from './export-formats.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface ExportCommandOptions extends CommonOptions {
  readonly format: ExportFormat
  /** `-`: standard output. */
  readonly out: string
  readonly includeDeleted?: boolean
  /** Texts of CSV as they are, for programs: a spreadsheet may calculate them. */
  readonly raw?: boolean
}

/** `cartograph export <entity>`: the commerce rows of the store, sorted by id. */
export function exportCommand(
  terminal: Terminal,
  entity: string,
  options: ExportCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async ({ store }) => {
    const name = entityNamed(entity)
    const { format, out, includeDeleted = false, raw = false } = options
    const fields = exportedFields(name, includeDeleted)
    let rows = 0
    const pages = async function* pages() {
      for await (const page of exportedRows(store, name, { includeDeleted })) {
        terminal.signal.throwIfAborted()
        rows += page.length
        yield page
      }
    }
    if (out === '-') {
      if (format === 'xlsx') throw notForTerminals()
      await writeText(pages(), rowWriter(format, fields, { raw }), (text) => terminal.out(text))
    } else {
      const { writeWorkbook } = await import('./export-workbook.ts')
      const file = resolve(terminal.folder, out)
      await replaceFile(file, (write) =>
        format === 'xlsx'
          ? writeWorkbook(pages(), { sheet: name, fields }, write)
          : writeText(pages(), rowWriter(format, fields, { raw }), write),
      )
      terminal.say(`${counted(rows, name)} written to ${out}.`)
    }
    return 0
  })
}

async function writeText(
  pages: AsyncIterable<readonly JsonObject[]>,
  { head, page, between, tail }: RowWriter,
  write: (text: string) => Promise<void>,
): Promise<void> {
  if (head !== '') await write(head)
  let isFirst = true
  for await (const rows of pages) {
    await write((isFirst ? '' : between) + page(rows))
    isFirst = false
  }
  if (tail !== '') await write(tail)
}

function notForTerminals(): Error {
  return fault({
    kind: 'config',
    message: 'A workbook is no text: it cannot go to standard output.',
    hint: 'Name a file with --out, such as --out orders.xlsx.',
  })
}

function entityNamed(entity: string): EntityName {
  if (isEntityName(entity)) return entity
  const meant = nearest(entity, entityNames)
  throw fault({
    kind: 'config',
    message: `The commerce model has no "${entity}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    hint: `It has: ${entityNames.join(', ')}.`,
  })
}
