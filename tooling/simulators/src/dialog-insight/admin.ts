import type { AccessKey, Account, Project, Row, Table } from './account.ts'
import type { Column, Stored } from './column.ts'
import { importFile, type Imported, type ImportType } from './file-import.ts'
import { addTable, type GivenTable } from './furnishing.ts'
import { merge, shownRow } from './merge.ts'

/** What people do in the pages of Dialog Insight. */
export interface DialogInsightAdmin {
  changeKey(change: Partial<Omit<AccessKey, 'idKey'>>): void
  /** Gives the id. */
  addTable(given: GivenTable): number
  removeTable(name: string): void
  addColumn(table: string, column: Column): void
  removeColumn(table: string, code: string): void
  addField(field: Column): void
  addOptIn(code: string): void
  /** Gives `idContact`. */
  addContact(values: Readonly<Record<string, Stored>>): number
  removeContact(idContact: number): void
  /** What a table holds, `Contact` included, each row as reads show it. */
  rows(table: string): readonly Readonly<Record<string, unknown>>[]
  /** The id of a table. */
  idOf(table: string): number
  /** Plays a scheduled import. */
  importFile(table: string, bytes: string | Uint8Array, type?: ImportType): Imported
}

export function adminOf(account: Account, project: Project, idKey: number): DialogInsightAdmin {
  const tableNamed = (name: string): Table => {
    const found =
      name === 'Contact'
        ? project.contacts
        : [...project.tables.values()].find((table) => table.name === name)
    if (found === undefined) throw new Error(`There is no table ${name}.`)
    return found
  }
  return {
    changeKey(change) {
      const key = account.keys.get(idKey)
      if (key !== undefined) Object.assign(key, change)
    },
    addTable: (given) => addTable(account, project, given).id,
    removeTable(name) {
      project.tables.delete(tableNamed(name).id)
    },
    addColumn(table, column) {
      tableNamed(table).columns.set(column.code, column)
    },
    removeColumn(table, code) {
      const { columns, rows } = tableNamed(table)
      columns.delete(code)
      for (const { values } of rows.values()) values.delete(code)
    },
    addField(field) {
      project.contacts.columns.set(field.code, field)
    },
    addOptIn(code) {
      project.optIns.set(code, code)
    },
    addContact(values) {
      const { keys } = project.contacts
      const before = new Set(project.contacts.rows.values())
      merge(
        { ...account, unknowns: { ...account.unknowns, badRecord: 'alone' } },
        project,
        project.contacts,
        {
          Records: [
            {
              ID: Object.fromEntries(keys.map((code) => [`key_f_${code}`, values[code]])),
              Data: Object.fromEntries(
                Object.entries(values).map(([code, value]) => [`f_${code}`, value]),
              ),
            },
          ],
        },
      )
      const made = [...project.contacts.rows.values()].find((row: Row) => !before.has(row))
      if (made === undefined) throw new Error('The contact was not made.')
      return made.id
    },
    removeContact(idContact) {
      for (const [key, { id }] of project.contacts.rows)
        if (id === idContact) project.contacts.rows.delete(key)
    },
    rows(name) {
      const table = tableNamed(name)
      return [...table.rows.values()].map((row) => shownRow(table, row))
    },
    idOf: (name) => tableNamed(name).id,
    importFile: (name, bytes, type = 'normal') =>
      importFile(account, project, tableNamed(name), bytes, type),
  }
}
