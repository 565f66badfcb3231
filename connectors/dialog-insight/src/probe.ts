import { fault, type Context, type Fault } from '@cartograph/core'
import { isSingleClause, soughtIn, tableClause } from './clauses.ts'
import { ask } from './client.ts'
import type { ProjectColumn, ProjectTable } from './project.ts'
import { kindOf, refusalFault, said, type Refused } from './refusal.ts'
import type { Settings } from './settings.ts'

const getName = 'RelationalTables.Get'

export type Probed =
  | { readonly kind: 'there'; readonly missing: readonly ProjectColumn[] }
  | { readonly kind: 'refused'; readonly fault: Fault }

/**
 * Looks whether a table is there with its columns, without changing anything: a read that asks for values that no row has is refused
 * where a column is not there. The vendor is not known to tell the columns of a table.
 */
export async function probe(context: Context<Settings>, table: ProjectTable): Promise<Probed> {
  const { config } = context
  const all = probed(config, table.columns)
  const refused = await askFor(context, table, all)
  if (refused === undefined) return { kind: 'there', missing: [] }
  const kind = kindOf(refused, config)
  if (kind !== undefined && kind !== 'column')
    return {
      kind: 'refused',
      fault: refusalFault(refused, kind, { name: getName, of: table.name }),
    }
  const missing = await missingOf(context, table, all)
  // A code that nobody knows, for every column alike, is about the table.
  if (kind === undefined && missing.length === all.length)
    return {
      kind: 'refused',
      fault: fault({
        kind: 'config',
        scope: 'part',
        message: `Dialog Insight refuses to read ${table.name}${said(refused)}`,
        hint: 'See that its number is right, and that the key may read it. What the code means may be told by `errorCodes`.',
        request: { method: 'POST', route: getName, status: refused.status },
      }),
    }
  return { kind: 'there', missing }
}

/** A single clause on a flag would be answered with half of the table. */
function probed(config: Settings, columns: readonly ProjectColumn[]): readonly ProjectColumn[] {
  return isSingleClause(config) ? columns.filter(({ type }) => type !== 'Bit') : columns
}

async function missingOf(
  context: Context<Settings>,
  table: ProjectTable,
  columns: readonly ProjectColumn[],
): Promise<readonly ProjectColumn[]> {
  if ((await askFor(context, table, columns)) === undefined) return []
  if (columns.length <= 1) return columns
  const middle = Math.ceil(columns.length / 2)
  const first = await missingOf(context, table, columns.slice(0, middle))
  return [...first, ...(await missingOf(context, table, columns.slice(middle)))]
}

/** The refusal, if any. */
async function askFor(
  context: Context<Settings>,
  { id }: ProjectTable,
  columns: readonly ProjectColumn[],
): Promise<Refused | undefined> {
  const { config } = context
  const clauses = columns.map(({ code, type }) => soughtIn(code, type))
  const askings = isSingleClause(config) ? clauses : [tableClause(config, clauses)]
  for (const clause of askings) {
    const answer = await ask(context, { name: getName, body: { idTable: id, Clause: clause } })
    if (answer.kind === 'refused') return answer
  }
  return undefined
}

/** A read of the table that nothing is wrong with, where its key is there. */
export function tableAsking(config: Settings, { id, columns, keys }: ProjectTable) {
  const own = columns.filter(({ code }) => keys.includes(code))
  const clauses = own.map(({ code, type }) => soughtIn(code, type))
  return { name: getName, body: { idTable: id, Clause: tableClause(config, clauses) } }
}
