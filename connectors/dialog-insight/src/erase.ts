import type { Context, Outcome, Person } from '@cartograph/core'
import { assumedContactFields } from './assumptions.ts'
import { equal } from './clauses.ts'
import { contactFieldsOf } from './contact-fields.ts'
import {
  deleteAllRows,
  deleteContact,
  readContacts,
  readRows,
  type ShownContact,
} from './delete-records.ts'
import { projectOf, type Project, type ProjectTable } from './project.ts'
import { keyOfProject, readProject } from './project-info.ts'
import type { Settings } from './settings.ts'
import { listTables } from './table-list.ts'

/**
 * Deletes everybody with an address, and the rows that name them: items before their transactions, the other way round than they were
 * written.
 *
 * Only by the address: a number may be of several.
 */
export async function eraseFrom(context: Context<Settings>, { email }: Person): Promise<Outcome> {
  const { config } = context
  const field = contactFieldsOf(config)['email'] ?? assumedContactFields.email
  if (email === undefined)
    return {
      status: 'skipped',
      reason: 'Dialog Insight is asked for people by their address alone, and none is known.',
      again: 'changed',
    }
  const contacts = await readContacts(context, [[field, email]])
  if (contacts.length === 0) return { status: 'ok' }
  const project = await wholeProject(context)
  for (const contact of contacts) {
    for (const table of project.tables) await eraseRows(context, project, table, contact)
    await deleteContact(context, contact.idContact)
  }
  return { status: 'ok' }
}

/** Also with what the settings leave to the account. */
async function wholeProject(context: Context<Settings>): Promise<Project> {
  const info = await readProject(context)
  return projectOf(context.config, {
    project: info.name,
    contactKey: keyOfProject(info) ?? null,
    optIns: info.optIns,
    tables: (await listTables(context)) ?? [],
  })
}

async function eraseRows(
  context: Context<Settings>,
  { tables, link, contactKey }: Project,
  table: ProjectTable,
  contact: ShownContact,
): Promise<void> {
  const value = link === 'idContact' ? contact.idContact : contact[`f_${contactKey[0]}`]
  if (table.contact === undefined || table.id === undefined || !isKeyValue(value)) return
  const own = equal(table.contact, value)
  const [first = ''] = table.keys
  const parts = tables.flatMap((part) => {
    const column = part.columns.find(({ link: to }) => to?.table === table.role)
    return column === undefined || part.id === undefined ? [] : [{ part, code: column.code }]
  })
  if (parts.length > 0)
    for (const row of await readRows(context, table, [own])) {
      const rowKey = row[first]
      if (isKeyValue(rowKey))
        for (const { part, code } of parts) await deleteAllRows(context, part, equal(code, rowKey))
    }
  await deleteAllRows(context, table, own)
}

function isKeyValue(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '')
}
