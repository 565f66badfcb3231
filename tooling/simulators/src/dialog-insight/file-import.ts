import { parse } from 'csv-parse/sync'
import type { Account, Project, Table } from './account.ts'
import { isRefused } from './answer.ts'
import { merge } from './merge.ts'

export type ImportType = 'normal' | 'addOnly' | 'updateOnly' | 'replacement'

export interface Imported {
  readonly created: number
  readonly updated: number
  /** What the error mail says. */
  readonly problems: readonly string[]
}

const contactField = /^(?:f_|optin_|hasTrackingConsent$|dtTrackingConsent$)/

/** Plays a scheduled import of a file with a header by the rules of dynamic mapping. */
export function importFile(
  account: Account,
  project: Project,
  table: Table,
  bytes: string | Uint8Array,
  type: ImportType,
): Imported {
  const rows: readonly Readonly<Record<string, string>>[] = parse(
    typeof bytes === 'string' ? bytes : Buffer.from(bytes),
    { columns: true, bom: true, skip_empty_lines: true },
  )
  const [first = {}] = rows
  const isKey = (name: string) => name.startsWith(table.isContacts ? 'key_f_' : 'key_')
  const headers = Object.keys(first)
  if (rows.length > 0 && !headers.some(isKey))
    return { created: 0, updated: 0, problems: ['A key column is mandatory.'] }
  const strange = headers.find(
    (name) => table.isContacts && !isKey(name) && !contactField.test(name),
  )
  if (strange !== undefined)
    return { created: 0, updated: 0, problems: [`The column ${strange} is not known.`] }
  if (type === 'replacement' && !table.isContacts) table.rows.clear()
  const result = merge({ ...account, unknowns: fileUnknowns(account) }, project, table, {
    Records: rows.map((row) => ({
      ID: Object.fromEntries(Object.entries(row).filter(([name]) => isKey(name))),
      Data: Object.fromEntries(
        // Nothing in a column of consents says nothing.
        Object.entries(row).filter(
          ([name, value]) => !isKey(name) && !(value === '' && name.startsWith('optin_')),
        ),
      ),
    })),
    MergeOptions: {
      AllowInsert: type !== 'updateOnly',
      AllowUpdate: type !== 'addOnly',
      SkipUnmatchedRecords: true,
    },
  })
  if (isRefused(result)) return { created: 0, updated: 0, problems: [result.message] }
  const results = result['Records'] as readonly { readonly Message: string | null }[]
  return {
    created: Number(result['CreatedRecords']),
    updated: Number(result['UpdatedRecords']),
    problems: results.flatMap(({ Message }) => (Message === null ? [] : [Message])),
  }
}

/** A file is as long as it is. */
function fileUnknowns({ unknowns }: Account): Account['unknowns'] {
  return {
    ...unknowns,
    mostRecords: Number.POSITIVE_INFINITY,
    badRecord: 'alone',
    resultOrder: 'asSent',
  }
}
