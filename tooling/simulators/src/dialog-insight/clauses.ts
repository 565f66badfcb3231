import { keyText, type Account, type Row, type Table } from './account.ts'
import { isObject, refused, type Refused } from './answer.ts'

export type Wanted = (row: Row) => boolean

/** What a clause, or a list of which all must hold, asks for. Only `FieldClause` and `Equal` are known. */
export function wanted(
  account: Account,
  table: Table,
  given: unknown,
  forms: 'either' | 'list' | 'single',
): Wanted | Refused {
  const isList = Array.isArray(given)
  if ((isList && forms === 'single') || (!isList && forms === 'list'))
    return refused('clause', 'The clause has another form than this method takes.')
  const clauses = isList ? (given as readonly unknown[]) : [given]
  if (clauses.length === 0) return refused('clause', 'A clause is needed.')
  const tests: Wanted[] = []
  for (const clause of clauses) {
    const test = one(account, table, clause)
    if ('refusal' in test) return test
    tests.push(test)
  }
  return (row) => tests.every((test) => test(row))
}

function one(account: Account, table: Table, clause: unknown): Wanted | Refused {
  // The type tag counts only where it stands first.
  if (!isObject(clause) || Object.keys(clause)[0] !== '$type' || clause['$type'] !== 'FieldClause')
    return refused('clause', 'The type of the clause is not known.')
  if (clause['TypeOperator'] !== 'Equal')
    return refused('clause', 'The operator of the clause is not known.')
  const field = isObject(clause['Field']) ? String(clause['Field']['Name']) : ''
  const value = clause['ComparisonValue']
  if (field === 'idContact' && table.isContacts) return ({ id }) => String(id) === String(value)
  const code = table.isContacts ? /^f_(.+)$/.exec(field)?.[1] : field
  if (code === undefined || !table.columns.has(code)) {
    if (account.unknowns.unknownColumn === 'ignored') return () => false
    return refused('field', `The field ${field} does not exist.`)
  }
  const text = keyText(account, [typeof value === 'object' ? null : (value as string)])
  return ({ values }) => keyText(account, [values.get(code)]) === text
}
