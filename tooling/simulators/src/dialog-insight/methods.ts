import { tableOf, type Account, type Project, type Table } from './account.ts'
import { isObject, refused, type Given, type Result } from './answer.ts'
import { wanted } from './clauses.ts'
import { addTable, type GivenTable } from './furnishing.ts'
import { merge, shownRow } from './merge.ts'

type Method = (account: Account, asked: Given) => Result

/** The methods that are known, by service and name in lower case. */
export function methodNamed(account: Account, name: string): Method | undefined {
  const { tableMethods } = account.unknowns
  if (tableMethods !== undefined) {
    if (name === tableMethods.list.toLowerCase()) return ofProject(listTables)
    if (name === tableMethods.create.toLowerCase()) return ofProject(createTable)
  }
  return methods[name]
}

const methods: Readonly<Record<string, Method>> = {
  'contacts.merge': ofProject((account, project, asked) =>
    merge(account, project, project.contacts, asked),
  ),
  'contacts.get': ofProject((account, project, asked) =>
    get(account, project.contacts, asked, 'single'),
  ),
  'contacts.delete': ofProject((account, project, asked) =>
    remove(account, project.contacts, asked, 'single'),
  ),
  'relationaltables.merge': ofTable(merge),
  'relationaltables.get': ofTable((account, _project, table, asked) =>
    get(account, table, asked, account.unknowns.tableClause),
  ),
  'relationaltables.delete': ofTable((account, _project, table, asked) =>
    remove(account, table, asked, account.unknowns.tableClause),
  ),
  'projects.list': ({ projects }) => ({
    Records: [...projects.values()].map(({ id, name }) => ({ idProject: id, ProjectName: name })),
  }),
  'projects.get': ofProject(({ unknowns }, { id, contacts, optIns }) => ({
    ProjectInfo: {
      idProject: id,
      ProjectFields: [...contacts.columns.values()].map(({ code, type, isRequired, label }) => ({
        Code: code,
        DataType: type === 'EMail' ? 'email' : 'text',
        isRequired: isRequired ?? false,
        Labels: [{ Culture: 'fr-CA', Value: label ?? code }],
        [unknowns.keyFlag ?? 'isRequired']:
          unknowns.keyFlag === undefined ? (isRequired ?? false) : contacts.keys.includes(code),
      })),
      OptinFields: [...optIns].map(([code, label]) => ({
        Code: code,
        Labels: [{ Culture: 'fr-CA', Value: label }],
      })),
    },
  })),
}

function ofProject(work: (account: Account, project: Project, asked: Given) => Result): Method {
  return (account, asked) => {
    const project = account.projects.get(Number(asked['idProject']))
    if (project === undefined) return refused('project', 'The project does not exist.')
    return work(account, project, asked)
  }
}

function ofTable(
  work: (account: Account, project: Project, table: Table, asked: Given) => Result,
): Method {
  return (account, asked) => {
    const found = tableOf(account, asked['idTable'])
    if (found === undefined) return refused('table', 'The table does not exist.')
    return work(account, found.project, found.table, asked)
  }
}

type Forms = 'either' | 'list' | 'single'

function get(account: Account, table: Table, asked: Given, forms: Forms): Result {
  const test = wanted(account, table, asked['Clause'], forms)
  if (typeof test !== 'function') return test
  return { Records: [...table.rows.values()].filter(test).map((row) => shownRow(table, row)) }
}

function remove(account: Account, table: Table, asked: Given, forms: Forms): Result {
  const test = wanted(account, table, asked['Clause'], forms)
  if (typeof test !== 'function') return test
  const most = typeof asked['MaxRows'] === 'number' ? asked['MaxRows'] : Number.POSITIVE_INFINITY
  let count = 0
  for (const [key, row] of table.rows)
    if (count < most && test(row)) {
      table.rows.delete(key)
      count += 1
    }
  return { DeletedRecords: count }
}

function listTables(_account: Account, { tables }: Project): Result {
  return {
    Records: [...tables.values()].map(({ id, name, keys, columns }) => ({
      idTable: id,
      Name: name,
      Columns: [...columns.values()].map(({ code, type, length, isRequired }) => ({
        Code: code,
        DataType: length === undefined ? type : `${type}(${length})`,
        isRequired: isRequired ?? false,
        isKey: keys.includes(code),
      })),
    })),
  }
}

function createTable(account: Account, project: Project, asked: Given): Result {
  const columns = Array.isArray(asked['Columns']) ? asked['Columns'].filter(isObject) : []
  if (typeof asked['Name'] !== 'string' || columns.length === 0)
    return refused('malformed', 'A table needs Name and Columns.')
  const given: GivenTable = {
    name: asked['Name'],
    keys: columns.filter(({ isKey }) => isKey === true).map(({ Code }) => String(Code)),
    columns: columns.map(({ Code: code, DataType: type }) => {
      const [, name = 'NVarChar', length] = /^(\w+)(?:\((\d+)\))?/.exec(String(type)) ?? []
      const column = { code: String(code), type: name as 'NVarChar' }
      return length === undefined ? column : Object.assign(column, { length: Number(length) })
    }),
  }
  return { idTable: addTable(account, project, given).id }
}
