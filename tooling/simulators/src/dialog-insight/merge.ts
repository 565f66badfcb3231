import { personById, rowKey, type Account, type Project, type Row } from './account.ts'
import type { Table } from './account.ts'
import { isObject, refused, type Given, type Result } from './answer.ts'
import type { Stored } from './column.ts'
import type { Rejection } from './options.ts'
import { readRecord, rowProblem, type Wish } from './records.ts'

interface Options {
  readonly allowInsert: boolean
  readonly allowUpdate: boolean
  readonly skipDuplicates: boolean
  readonly skipUnmatched: boolean
  readonly returnsOnSuccess: boolean
  readonly returnsOnError: boolean
}

type Done =
  | { readonly status: 'created' | 'updated'; readonly row: Row }
  | { readonly status: 'skipped'; readonly rejection: Rejection }
  | { readonly status: 'error'; readonly rejection: Rejection; readonly message: string }

/** Creates and changes rows by their key, each with a result of its own. */
export function merge(account: Account, project: Project, table: Table, asked: Given): Result {
  const { unknowns } = account
  const records = asked['Records']
  if (!Array.isArray(records)) return refused('malformed', 'Records is missing.')
  if (records.length > unknowns.mostRecords)
    return refused('tooMany', `A call holds at most ${unknowns.mostRecords} records.`)
  const options = optionsOf(asked['MergeOptions'])
  const wishes: Wish[] = []
  for (const record of records as readonly unknown[]) {
    const wish = readRecord(account, project, table, record)
    if ('refusal' in wish) return wish
    wishes.push(wish)
  }
  if (unknowns.badRecord === 'wholeCall') {
    const bad = badOf(account, project, table, wishes)
    if (bad !== undefined) return refused('badRecord', bad)
  }
  const counts = new Map<string, number>()
  for (const { key } of wishes) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  const done = wishes.map((wish): Done => {
    if (wish.key !== undefined && (counts.get(wish.key) ?? 0) > 1)
      return options.skipDuplicates
        ? { status: 'skipped', rejection: 'duplicate' }
        : { status: 'error', rejection: 'duplicate', message: 'The key is in the request twice.' }
    return mergeOne(account, project, table, wish, options)
  })
  const results = done.map((one, index) => shown(account, table, wishes[index], one, options))
  return {
    CreatedRecords: done.filter(({ status }) => status === 'created').length,
    UpdatedRecords: done.filter(({ status }) => status === 'updated').length,
    Records: unknowns.resultOrder === 'reversed' ? results.toReversed() : results,
  }
}

function badOf(
  account: Account,
  project: Project,
  table: Table,
  wishes: readonly Wish[],
): string | undefined {
  for (const { problem, values, key } of wishes) {
    if (problem !== undefined) return problem.message
    const there = key === undefined ? undefined : table.rows.get(key)
    const wrong = rowProblem(
      account,
      project,
      table,
      new Map([...(there?.values ?? []), ...values]),
    )
    if (wrong !== undefined && key !== undefined) return wrong.message
  }
  return undefined
}

function mergeOne(
  account: Account,
  project: Project,
  table: Table,
  wish: Wish,
  options: Options,
): Done {
  if (wish.problem !== undefined) return { status: 'error', ...wish.problem }
  const there =
    wish.idContact === undefined
      ? table.rows.get(wish.key ?? '')
      : personById(project, wish.idContact)
  const isAllowed =
    there === undefined ? options.allowInsert && wish.key !== undefined : options.allowUpdate
  if (!isAllowed)
    return options.skipUnmatched
      ? { status: 'skipped', rejection: 'unmatched' }
      : { status: 'error', rejection: 'unmatched', message: 'No record matches the key.' }
  const values = new Map<string, Stored>([...(there?.values ?? []), ...wish.values])
  const wrong = rowProblem(account, project, table, values)
  if (wrong !== undefined) return { status: 'error', ...wrong }
  const key = rowKey(account, table, values)
  const holder = table.rows.get(key)
  if (holder !== undefined && holder !== there)
    return options.skipDuplicates
      ? { status: 'skipped', rejection: 'duplicate' }
      : { status: 'error', rejection: 'duplicate', message: 'Another record has that key.' }
  const row = there ?? { id: account.nextId(), values }
  if (there !== undefined) {
    for (const [code, value] of values) there.values.set(code, value)
    for (const [known, each] of table.rows) if (each === there) table.rows.delete(known)
  }
  table.rows.set(key, row)
  for (const [code, value] of wish.optIns) {
    if (row.values.get(`optin_${code}`) !== value)
      project.optInChanges.push({ idContact: row.id, code, value, at: account.now() })
    row.values.set(`optin_${code}`, value)
  }
  return { status: there === undefined ? 'created' : 'updated', row }
}

function shown(
  account: Account,
  table: Table,
  wish: Wish | undefined,
  done: Done,
  { returnsOnSuccess, returnsOnError }: Options,
): Given {
  const { statuses, rejections, echoesKey } = account.unknowns
  const isDone = 'row' in done
  return {
    IdRecord: isDone ? done.row.id : null,
    Status: statuses[done.status],
    ValidationResult: isDone ? 'OK' : rejections[done.rejection],
    Message: done.status === 'error' ? done.message : null,
    ID: echoesKey ? (wish?.id ?? null) : null,
    Data: !isDone && returnsOnError ? (wish?.given['Data'] ?? null) : null,
    Record: isDone && returnsOnSuccess ? shownRow(table, done.row) : null,
  }
}

/** A row as reads give it: flat, with the prefixes of people. */
export function shownRow(table: Table, { id, values }: Row): Given {
  const entries = [...values].map(([code, value]): [string, unknown] => {
    if (code.startsWith('optin_')) return [code, value === '1']
    return [table.isContacts && table.columns.has(code) ? `f_${code}` : code, value]
  })
  return { ...(table.isContacts && { idContact: id }), ...Object.fromEntries(entries) }
}

function optionsOf(given: unknown): Options {
  const of = isObject(given) ? given : {}
  return {
    allowInsert: of['AllowInsert'] !== false,
    allowUpdate: of['AllowUpdate'] !== false,
    skipDuplicates: of['SkipDuplicateRecords'] === true,
    skipUnmatched: of['SkipUnmatchedRecords'] === true,
    returnsOnSuccess: of['ReturnRecordsOnSuccess'] === true,
    returnsOnError: of['ReturnRecordsOnError'] === true,
  }
}
