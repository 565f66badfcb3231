import type { BulkForm } from './bulk-forms.ts'
import type { Value } from './database.ts'
import { assignments, conflictClause } from './insert-conflict.ts'
import { layoutOf } from './layout.ts'

/** The one statement that does a bulk for all rows; each column is an array, in the order of the form's columns. */
export function postgresBulkSql(form: BulkForm): string {
  const { table, columns } = form
  const layout = layoutOf(table)
  const arrayOf = (name: string) =>
    `$${columns.indexOf(name) + 1}::${layout.columns.get(name)?.type ?? 'text'}[]`
  const rows = `unnest(${columns.map(arrayOf).join(', ')}) as given (${columns.join(', ')})`
  if (form.kind === 'insert') {
    const first = (_: string, name: string) => `(${arrayOf(name)})[1]`
    const values = columns
      .map((name) => form.written[name]?.replaceAll(/\bfirst\.(\w+)/g, first) ?? `given.${name}`)
      .join(', ')
    return `insert into ${table} (${columns.join(', ')}) select ${values} from ${rows}${conflictClause(form)}`
  }
  const match = form.kind === 'update' ? form.match : columns
  const where = [...match.map((name) => `${table}.${name} = given.${name}`), form.where ?? []]
  const condition = where.flat().join(' and ')
  if (form.kind === 'delete') return `delete from ${table} using ${rows} where ${condition}`
  const returned = form.returning.map((name) => `${table}.${name}`).join(', ')
  const returning = returned === '' ? '' : ` returning ${returned}`
  return `update ${table} set ${assignments(form.set)} from ${rows} where ${condition}${returning}`
}

/**
 * The rows in rounds, none of which has two rows for one stored row, in the order in which those come.
 *
 * One statement of PostgreSQL may change a row only once; one row after the other may change it as often as it comes. Within a round
 * the rows are ordered by what they are stored under, so that two transactions with the same rows do not lock each other out.
 */
export function roundsOf(
  form: BulkForm,
  rows: readonly (readonly Value[])[],
): readonly (readonly (readonly Value[])[])[] {
  const identity = form.kind === 'insert' ? layoutOf(form.table).key : identityOf(form)
  const places = identity.map((name) => form.columns.indexOf(name))
  const inOrder = (a: readonly Value[], b: readonly Value[]) => compareAt(places, a, b)
  if (rows.every((row, at) => at === 0 || inOrder(rows[at - 1] ?? [], row) < 0)) return [rows]
  const met = new Map<string, number>()
  const rounds: (readonly Value[])[][] = []
  for (const row of rows) {
    const name = JSON.stringify(places.map((place) => row[place]))
    const times = met.get(name) ?? 0
    met.set(name, times + 1)
    const round = rounds[times]
    if (round === undefined) rounds.push([row])
    else round.push(row)
  }
  return rounds.map((round) => round.toSorted(inOrder))
}

function compareAt(places: readonly number[], a: readonly Value[], b: readonly Value[]): number {
  for (const place of places) {
    const [one, other] = [String(a[place]), String(b[place])]
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

/** What tells the stored rows apart that rows of a form may find: the key, or where not all of it is given, what is. */
function identityOf(form: BulkForm): readonly string[] {
  const { key } = layoutOf(form.table)
  const isWhole = key.every((name) => form.columns.includes(name))
  if (isWhole) return key
  return form.kind === 'update' ? form.match : form.columns
}
