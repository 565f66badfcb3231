import { writeFile } from 'node:fs/promises'
import { readTables, tablesDiagram, type AccountTable } from '../account-tables/index.ts'
import { connectionNamed } from '../connections/index.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { table as columnsOf, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface SchemaCommandOptions extends CommonOptions {
  /** A file for the picture, or `-` for standard output. */
  readonly svg?: string
}

/** `cartograph schema <connection>`: the tables at a vendor, as they were when the account was last asked. */
export function schemaCommand(
  terminal: Terminal,
  id: string,
  options: SchemaCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    const { configuration, store } = installation
    const { connection, askedAt, tables } = await readTables(
      store,
      connectionNamed(configuration, id),
    )
    const { svg, json } = options
    if (svg !== undefined) {
      const picture = tablesDiagram(tables, `Tables of ${connection}`)
      if (svg === '-') {
        await terminal.out(picture)
        return 0
      }
      await writeFile(svg, picture)
    }
    await terminal.out(
      json === true
        ? `${JSON.stringify({ ok: true, connection, askedAt: new Date(askedAt).toISOString(), tables })}\n`
        : tables.map(tableText).join('\n'),
    )
    return 0
  })
}

type Row = AccountTable['columns'][number]

const columns: readonly Column<Row>[] = [
  { heading: 'column', align: 'left', cell: ({ name }) => name },
  { heading: 'type', align: 'left', cell: ({ type }) => type },
  { heading: 'key', align: 'left', cell: ({ isKey = false }) => (isKey ? 'key' : '') },
  {
    heading: 'links to',
    align: 'left',
    cell: ({ refers }) => (refers === undefined ? '' : `${refers.table}.${refers.column}`),
  },
  { heading: '', align: 'left', cell: ({ note = '' }) => note },
]

function tableText({ name, id, note, columns: own }: AccountTable): string {
  const number = id === null || id === undefined ? '' : ` (${id})`
  const said = note === undefined ? '' : `: ${note}`
  return `${name}${number}${said}\n${columnsOf(columns, own)}\n`
}
