import { stringify } from 'csv-stringify/sync'
import { fileMark } from './assumptions.ts'
import { optInFields } from './consents.ts'
import { contactItem, type ContactItem } from './contact-item.ts'
import type { Found } from './found.ts'
import { contactTable } from './found.ts'
import type { Project, ProjectTable } from './project.ts'
import { keyOf } from './record-key.ts'
import { rowSchema, type RowItem } from './row-item.ts'
import { kit, type Settings } from './settings.ts'
import { contactFieldsOf } from './contact-fields.ts'
import { writtenValues, type WrittenValue } from './values.ts'

const contentType = 'text/csv; charset=utf-8'

/** The name of the sink whose document is the file of another. */
export function fileSink(sink: string): string {
  return `${sink}File`
}

/**
 * The same as files for Import Automation, which fetches them by FTP or SFTP: one header, a key column, and the names of dynamic mapping.
 *
 * @see https://support.dialoginsight.com article 1000249454 (dynamic mapping files, read 2026-11)
 */
export function filesOf(project: Project, found: Found | null) {
  const { config } = project
  if (config.files !== true) return {}
  // In a file the contact is named by its key: internal ids are not known beforehand.
  const tables = project.tables.filter(
    ({ contact }) => contact === undefined || project.link === 'key',
  )
  return {
    [fileSink('contacts')]: contactsFile(project, found),
    ...Object.fromEntries(tables.map((table) => [fileSink(table.sink), tableFile(project, table)])),
  }
}

function contactsFile({ config, contactKey }: Project, found: Found | null) {
  const fields = contactFieldCodes(config, contactKey, found)
  const optIns = [...new Set(Object.values(config.optIns ?? {}))]
  const header = [
    ...contactKey.map((code) => `key_f_${code}`),
    ...fields.map((code) => `f_${code}`),
    ...optIns.map((code) => `optin_${code}`),
  ]
  return kit.served<ContactItem>({
    schema: contactItem,
    key: ({ key }) => keyOf(contactKey, key, config),
    serve: {
      contentType,
      encode: (context, items) =>
        lines(items, header, (item) => {
          const written = writtenValues(item.fields ?? {}, context.config)
          const said = optInFields(context.config, item, context.now())
          return [
            ...contactKey.map((code) => item.key[code]),
            ...fields.map((code) => written[code]),
            ...optIns.map((code) => said[`optin_${code}`]),
          ]
        }),
    },
  })
}

/** What the account has, or what the default mapping writes. */
function contactFieldCodes(
  config: Settings,
  contactKey: readonly string[],
  found: Found | null,
): readonly string[] {
  const columns = found?.tables.find(({ name }) => name === contactTable)?.columns
  const codes = columns?.map(({ name }) => name) ?? Object.values(contactFieldsOf(config))
  return codes.filter((code) => !contactKey.includes(code) && code !== 'idContact')
}

function tableFile({ config, contactKey }: Project, table: ProjectTable) {
  const { keys, columns, contact } = table
  const others = columns.map(({ code }) => code).filter((code) => !keys.includes(code))
  return kit.served<RowItem>({
    schema: rowSchema(table, true),
    key: ({ key }) => keyOf(keys, key, config),
    serve: {
      contentType,
      encode: (context, items) =>
        lines(items, [...keys.map((code) => `key_${code}`), ...others], (item) => {
          const values = writtenValues(item.values ?? {}, context.config)
          return [
            ...keys.map((code) => item.key[code]),
            ...others.map((code) =>
              code === contact ? item.contact?.[contactKey[0] ?? ''] : values[code],
            ),
          ]
        }),
    },
  })
}

async function* lines<Item>(
  items: AsyncIterable<readonly Item[]>,
  header: readonly string[],
  cells: (item: Item) => readonly (WrittenValue | undefined)[],
): AsyncGenerator<string> {
  yield `${fileMark}${text([header])}`
  for await (const page of items) yield text(page.map(cells))
}

function text(rows: readonly (readonly (WrittenValue | undefined)[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => cell ?? '')),
    { record_delimiter: '\r\n' },
  )
}
