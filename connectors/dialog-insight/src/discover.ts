import type { Connector, Context } from '@cartograph/core'
import { contactTable, type Found, type FoundColumn, type FoundTable } from './found.ts'
import { probe } from './probe.ts'
import { projectOf, type Project, type ProjectColumn, type ProjectTable } from './project.ts'
import { keyOfProject, readProject, type ProjectInfo } from './project-info.ts'
import type { Settings } from './settings.ts'
import { listTables } from './table-list.ts'

/** The project's fields, opt-ins and tables with their columns, keys and links. */
export async function discover(context: Context<Settings>): Promise<Found> {
  const info = await readProject(context)
  const listed = await listTables(context)
  const known = {
    project: info.name,
    contactKey: keyOfProject(info) ?? null,
    optIns: info.optIns,
  }
  const project = projectOf(context.config, { ...known, tables: listed ?? [] })
  const tables: FoundTable[] = []
  for (const table of project.tables) {
    const told = listed?.find(({ id, name }) => id === table.id || name === table.name)
    tables.push(
      told === undefined ? await seen(context, project, table) : linked(project, table, told),
    )
  }
  const others = (listed ?? []).filter(({ id }) => tables.every((table) => table.id !== id))
  return { ...known, tables: [contacts(info, project), ...tables, ...others] }
}

function contacts({ fields }: ProjectInfo, { contactKey }: Project): FoundTable {
  return {
    name: contactTable,
    id: null,
    columns: [
      { name: 'idContact', type: 'Int' },
      ...fields.map(({ code, type, isRequired }) => ({
        name: code,
        type,
        isKey: contactKey.includes(code),
        isRequired,
      })),
    ],
  }
}

async function seen(
  context: Context<Settings>,
  project: Project,
  table: ProjectTable,
): Promise<FoundTable> {
  const { name, id = null, columns } = table
  if (id === null)
    return { name, id, note: 'no number given', columns: columns.map((one) => shown(project, one)) }
  const found = await probe(context, table)
  if (found.kind === 'refused')
    return { name, id, note: 'cannot be read', columns: columns.map((one) => shown(project, one)) }
  return {
    name,
    id,
    columns: columns.map((one) =>
      found.missing.includes(one)
        ? Object.assign(shown(project, one), { note: 'not in the account' })
        : shown(project, one),
    ),
  }
}

/** What the account tells of a table, with the links that we know. */
function linked(project: Project, { columns }: ProjectTable, told: FoundTable): FoundTable {
  return {
    ...told,
    columns: told.columns.map((column) => {
      const own = columns.find(({ code }) => code === column.name)
      const refers = own === undefined ? undefined : refersOf(project, own)
      return refers === undefined ? column : Object.assign({ refers }, column)
    }),
  }
}

function shown(project: Project, column: ProjectColumn): FoundColumn {
  const refers = refersOf(project, column)
  return {
    name: column.code,
    type: column.type,
    ...(column.isKey === true && { isKey: true }),
    ...(refers !== undefined && { refers }),
  }
}

function refersOf(
  { tables, link: by, contactKey }: Project,
  { link }: ProjectColumn,
): FoundColumn['refers'] {
  if (link === undefined) return undefined
  if (link.table === 'contact')
    return {
      table: contactTable,
      column: by === 'idContact' ? 'idContact' : (contactKey[0] ?? 'idContact'),
    }
  const other = tables.find(({ role }) => role === link.table)
  const column = other?.columns.find(({ ours }) => ours === link.column)
  return other === undefined || column === undefined
    ? undefined
    : { table: other.name, column: column.code }
}

/** Opt-ins and fields to choose from. */
export const choices: NonNullable<Connector<Settings, Found>['choices']> = ({ found }) => {
  const fields = found?.tables.find(({ name }) => name === contactTable)?.columns ?? []
  return {
    contactsBy: fields.map(({ name }) => ({ value: name, label: name })),
    optIns: (found?.optIns ?? []).map((code) => ({ value: code, label: code })),
  }
}
