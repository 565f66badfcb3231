import {
  fault,
  faultOf,
  isFault,
  type Context,
  type Outcome,
  type SinkItem,
} from '@cartograph/core'
import * as z from 'zod'
import { equal, isSingleClause, tableClause, type FieldClause } from './clauses.ts'
import { ask, parsedAs, type Answered } from './client.ts'
import type { ContactItem } from './contact-item.ts'
import { kept } from './merge-records.ts'
import type { ProjectTable } from './project.ts'
import { kindOf, refusalFault, unknownFault } from './refusal.ts'
import type { RowItem } from './row-item.ts'
import type { Settings } from './settings.ts'

/** Each is a request or two; the others wait for the next call. */
const mostDeletions = 20
const contact = z.looseObject({ idContact: z.number() })
export type ShownContact = z.infer<typeof contact>
const contacts = z.looseObject({ Records: z.array(contact) })
const rows = z.looseObject({ Records: z.array(z.record(z.string(), z.unknown())) })

export function deleteContacts(
  context: Context<Settings>,
  contactKey: readonly string[],
  items: readonly SinkItem<ContactItem>[],
): Promise<readonly Outcome[]> {
  return oneByOne(items, async (item) => {
    if (item.remoteId !== undefined) {
      await deleteContact(context, Number(item.remoteId))
      return
    }
    const { key: values = {} } = item.op === 'delete' ? (item.last ?? {}) : {}
    const named = contactKey.map(
      (code, index) => [code, values[code] ?? item.key[index] ?? ''] as const,
    )
    for (const { idContact } of await readContacts(context, named))
      await deleteContact(context, idContact)
  })
}

/** By the internal id, so that never more than one goes. */
export async function deleteContact(context: Context<Settings>, idContact: number): Promise<void> {
  await asked(context, 'the contacts', {
    name: 'Contacts.Delete',
    effect: 'repeatable',
    body: {
      idProject: context.config.project,
      Clause: equal('idContact', idContact),
      MaxRows: 1,
    },
  })
}

/** Those who have all of these values; the first is asked for, the others are looked at. */
export async function readContacts(
  context: Context<Settings>,
  named: readonly (readonly [code: string, value: string | number])[],
): Promise<readonly ShownContact[]> {
  const [first] = named
  if (first === undefined) return []
  const name = 'Contacts.Get'
  const body = await asked(context, 'the contacts', {
    name,
    body: {
      idProject: context.config.project,
      Clause: equal(`f_${first[0]}`, first[1]),
      Tag: null,
    },
  })
  return parsedAs(contacts, body, name).Records.filter((row) =>
    named.every(([code, value]) => isSame(row[`f_${code}`], value)),
  )
}

export function deleteRows(
  context: Context<Settings>,
  table: ProjectTable,
  items: readonly SinkItem<RowItem>[],
): Promise<readonly Outcome[]> {
  return oneByOne(items, async (item) => {
    const { key: values = {} } = item.op === 'delete' ? (item.last ?? {}) : {}
    const named = table.keys.map(
      (code, index) => [code, values[code] ?? item.key[index] ?? ''] as const,
    )
    await deleteRow(context, table, named)
  })
}

type Named = readonly (readonly [code: string, value: string | number])[]

/**
 * Deletes the row with all of these values.
 *
 * Whether all clauses of a list must hold is not told: where there are several, what they find is looked at first.
 */
export async function deleteRow(
  context: Context<Settings>,
  table: ProjectTable,
  named: Named,
): Promise<void> {
  const { config } = context
  const clauses = named.map(([code, value]) => equal(code, value))
  if (clauses.length > 1) {
    const found = await readRows(context, table, clauses)
    const own = found.filter((row) => named.every(([code, value]) => isSame(row[code], value)))
    if (own.length === 0) return
    if (own.length !== found.length || isSingleClause(config))
      throw fault({
        kind: 'config',
        scope: 'part',
        message: `A row of ${table.name} is told by ${table.keys.join(' and ')} together, and Dialog Insight finds others by them too; it is not deleted.`,
        hint: 'Set `rowsGone: keep`, or `tableClause: list` where the account takes lists of clauses.',
      })
  }
  await asked(context, table.name, {
    name: 'RelationalTables.Delete',
    effect: 'repeatable',
    body: { idTable: table.id, Clause: tableClause(config, clauses), MaxRows: 1 },
  })
}

/** Every row with one value, such as all items of a transaction. */
export async function deleteAllRows(
  context: Context<Settings>,
  table: ProjectTable,
  clause: FieldClause,
): Promise<void> {
  const found = await readRows(context, table, [clause])
  if (found.length === 0) return
  await asked(context, table.name, {
    name: 'RelationalTables.Delete',
    effect: 'repeatable',
    body: {
      idTable: table.id,
      Clause: tableClause(context.config, [clause]),
      MaxRows: found.length,
    },
  })
}

export async function readRows(
  context: Context<Settings>,
  table: ProjectTable,
  clauses: readonly FieldClause[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const name = 'RelationalTables.Get'
  const body = await asked(context, table.name, {
    name,
    body: { idTable: table.id, Clause: tableClause(context.config, clauses) },
  })
  return parsedAs(rows, body, name).Records
}

async function asked(
  context: Context<Settings>,
  of: string,
  asking: Parameters<typeof ask>[1],
): Promise<Extract<Answered, { readonly kind: 'good' }>['body']> {
  const answer = await ask(context, asking)
  if (answer.kind === 'good') return answer.body
  const kind = kindOf(answer, context.config)
  const { name } = asking
  throw kind === undefined ? unknownFault(answer, name) : refusalFault(answer, kind, { name, of })
}

async function oneByOne<Item extends object>(
  items: readonly SinkItem<Item>[],
  work: (item: SinkItem<Item>) => Promise<void>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const item of items.slice(0, mostDeletions))
    try {
      await work(item)
      outcomes.push({ status: 'ok' })
    } catch (error) {
      const waits = kept(error)
      if (waits === undefined && !isFault(error)) throw error
      outcomes.push(waits ?? { status: 'failed', fault: faultOf(error) })
    }
  return [...outcomes, ...items.slice(mostDeletions).map((): Outcome => ({ status: 'untouched' }))]
}

function isSame(one: unknown, other: string | number): boolean {
  return String(one).toLowerCase() === String(other).toLowerCase()
}
