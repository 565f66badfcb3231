import { assumedBatchSize, assumedTimeoutMs } from './assumptions.ts'
import { contactItem, type ContactItem } from './contact-item.ts'
import type { Project, ProjectTable } from './project.ts'
import { keyOf } from './record-key.ts'
import { referencesOf } from './references.ts'
import { rowSchema, type RowItem } from './row-item.ts'
import { kit } from './settings.ts'
import { writeContacts } from './write-contacts.ts'
import { writeRows } from './write-rows.ts'

const mostBytes = 4_000_000

export function sinksOf(project: Project) {
  return {
    contacts: contactSink(project),
    ...Object.fromEntries(project.tables.map((table) => [table.sink, rowSink(project, table)])),
  }
}

function contactSink(project: Project) {
  const { config, contactKey } = project
  return kit.sink<ContactItem>({
    schema: contactItem,
    key: ({ key }) => keyOf(contactKey, key, config),
    mode: 'upsert',
    deletes: config.contactsGone === 'delete',
    permissions: permissionsOf('Contacts', config.contactsGone === 'delete'),
    ...shared(project),
    serialBy: ({ key }) => JSON.stringify(keyOf(contactKey, key, config)),
    subject: personOf,
    write: writeContacts(project),
  })
}

function rowSink(project: Project, table: ProjectTable) {
  const { config } = project
  return kit.sink<RowItem>({
    schema: rowSchema(table),
    key: ({ key }) => keyOf(table.keys, key, config),
    mode: 'upsert',
    deletes: config.rowsGone !== 'keep',
    permissions: permissionsOf('RelationalTables', config.rowsGone !== 'keep'),
    ...shared(project),
    references: referencesOf(project, table),
    subject: ({ contact }) => personOf({ key: contact ?? {} }),
    write: writeRows(project, table),
  })
}

/** A merge by key twice is one. */
function shared({ config }: Project) {
  return {
    onUnknown: 'repeat' as const,
    batch: { maxItems: config.batchSize ?? assumedBatchSize, maxBytes: mostBytes },
    // A call that is refused is cut in halves, and each is a call.
    timeoutMs: 5 * (config.timeoutMs ?? assumedTimeoutMs),
  }
}

/** No consent is needed to keep somebody in the database that says who consents. */
function personOf({ key, fields = {} }: Pick<ContactItem, 'key' | 'fields'>) {
  const values = { ...fields, ...key }
  const text = (code: string) => {
    const value = values[code]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const email = text('EMail')
  const phone = text('MobilePhone')
  if (email === undefined && phone === undefined) return null
  return { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
}

/** Methods that a key is given one by one; the check reads the project, and what is merged is looked at before it is deleted. */
function permissionsOf(service: string, deletes: boolean): readonly string[] {
  const methods = deletes ? ['Merge', 'Get', 'Delete'] : ['Merge', 'Get']
  return ['Projects.Get', ...methods.map((method) => `${service}.${method}`)]
}
