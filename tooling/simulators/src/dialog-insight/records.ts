import { keyText, personById, type Account, type Project, type Row, type Table } from './account.ts'
import { isObject, refused, type Given, type Refused } from './answer.ts'
import { storedValue, type Stored } from './column.ts'
import type { Rejection } from './options.ts'

/** A record of a merge, read and looked at by itself. */
export interface Wish {
  readonly given: Given
  readonly id: Given
  /** Of the row that it means; `undefined` where it is named by `idContact`. */
  readonly key: string | undefined
  readonly idContact: number | undefined
  readonly values: ReadonlyMap<string, Stored>
  readonly optIns: ReadonlyMap<string, string>
  readonly problem?: { readonly rejection: Rejection; readonly message: string }
}

const trackingFields = new Set(['hasTrackingConsent', 'dtTrackingConsent'])

/** Reads one record; a field that does not exist refuses the whole call. */
export function readRecord(
  account: Account,
  project: Project,
  table: Table,
  record: unknown,
): Wish | Refused {
  if (!isObject(record) || !isObject(record['ID']) || !isObject(record['Data']))
    return refused('malformed', 'A record needs ID and Data.')
  const { ID: id, Data: data } = record as { readonly ID: Given; readonly Data: Given }
  const values = new Map<string, Stored>()
  const optIns = new Map<string, string>()
  let problem: Wish['problem']
  const keep = (code: string, given: unknown): Refused | undefined => {
    const column = table.columns.get(code)
    if (column === undefined)
      return refused(
        'field',
        `The field ${table.isContacts ? `f_${code}` : code} does not exist in ${table.name}.`,
      )
    const value = storedValue(column, given)
    if (value === undefined)
      problem ??= {
        rejection: 'invalid',
        message: `The value of ${code} is not a valid ${column.type}${column.length === undefined ? '' : ` of at most ${column.length} characters`}.`,
      }
    else values.set(code, value)
    return undefined
  }
  const keyForm = table.isContacts ? /^key_f_(.+)$/ : /^key_(.+)$/
  const keyValues = new Map<string, unknown>()
  for (const [name, value] of Object.entries(id)) {
    if (table.isContacts && name === 'idContact') continue
    const code = keyForm.exec(name)?.[1]
    if (code === undefined || !table.keys.includes(code))
      return refused('field', `${name} is no key of ${table.name}.`)
    keyValues.set(code, value)
  }
  const idContact = id['idContact'] === undefined ? undefined : Number(id['idContact'])
  for (const [name, value] of Object.entries(data)) {
    const isOptIn = table.isContacts && /^optin_(.+)$/.exec(name)
    if (isOptIn !== false && isOptIn !== null) {
      const code = isOptIn[1] ?? ''
      if (!project.optIns.has(code)) return refused('field', `The field ${name} does not exist.`)
      if (!['0', '1'].includes(String(Number(value))))
        problem ??= { rejection: 'invalid', message: `The value of ${name} is not valid.` }
      optIns.set(code, String(Number(value)))
      continue
    }
    if (table.isContacts && trackingFields.has(name)) {
      values.set(name, value as Stored)
      continue
    }
    const code = table.isContacts ? /^f_(.+)$/.exec(name)?.[1] : name
    const unknown =
      code === undefined ? refused('field', `The field ${name} does not exist.`) : keep(code, value)
    if (unknown !== undefined) return unknown
  }
  for (const [code, value] of keyValues)
    if (!values.has(code)) {
      const unknown = keep(code, value)
      if (unknown !== undefined) return unknown
    }
  if (idContact === undefined && table.keys.some((code) => !keyValues.has(code)))
    problem ??= { rejection: 'required', message: `The key of ${table.name} is not complete.` }
  return {
    given: record,
    id,
    key:
      idContact === undefined
        ? keyText(
            account,
            table.keys.map((code) => keyValues.get(code) as Stored),
          )
        : undefined,
    idContact,
    values,
    optIns,
    ...(problem !== undefined && { problem }),
  }
}

/** What stands against a row as it would be. */
export function rowProblem(
  account: Account,
  project: Project,
  table: Table,
  values: ReadonlyMap<string, Stored>,
): Wish['problem'] {
  for (const { code, isRequired = false, refers } of table.columns.values()) {
    const value = values.get(code) ?? null
    if (value === null) {
      if (isRequired || table.keys.includes(code))
        return { rejection: 'required', message: `${code} is required.` }
      continue
    }
    if (refers === undefined || account.unknowns.foreignKeys === 'unchecked') continue
    if (!isThere(account, project, refers, value))
      return { rejection: 'foreignKey', message: `${code}: no such record.` }
  }
  return undefined
}

function isThere(
  account: Account,
  project: Project,
  refers: NonNullable<ReturnType<Table['columns']['get']>>['refers'] & object,
  value: Stored,
): boolean {
  if (refers.of === 'contactKey') return project.contacts.rows.has(keyText(account, [value]))
  if (refers.of === 'idContact') return personById(project, Number(value)) !== undefined
  const other = [...project.tables.values()].find(({ name }) => name === refers.table)
  if (other === undefined) return true
  const sought = keyText(account, [value])
  if (other.keys.length === 1 && other.keys[0] === refers.column) return other.rows.has(sought)
  return [...other.rows.values()].some(
    (row: Row) => keyText(account, [row.values.get(refers.column)]) === sought,
  )
}
