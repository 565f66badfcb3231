import { stringify } from 'csv-stringify/sync'
import { fault, faultOf, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { assumedImportsWithinMs, betweenOptions, firstLookMs } from './assumptions.ts'
import { askHeyloyalty } from './client.ts'
import { knownMembers } from './known-members.ts'
import { theList } from './lists.ts'
import { identityOf, identityOfKey, type Identity, type MemberItem } from './member-item.ts'
import type { Values } from './member-values.ts'
import type { Settings } from './settings.ts'

const ticketShape = z.object({ at: z.number(), looks: z.int() })
const mostBetweenLooksMs = 120_000

/**
 * Imports new members as one file, and sets off no mails to them.
 *
 * An import makes who unsubscribed a member again, so only people are in it who are not on the list.
 *
 * @see https://github.com/Heyloyalty/HL-phpclient (read 2026-11)
 */
export async function importMembers(
  context: Context<Settings>,
  listId: number,
  field: Identity['field'],
  all: readonly Values[],
): Promise<Outcome> {
  const columns = [...new Set(all.flatMap((values) => Object.keys(values)))].toSorted()
  const rows = all.map((values) => columns.map((name) => cellOf(values[name])))
  const form = new FormData()
  form.append('file', new Blob([stringify(rows)], { type: 'text/csv' }), 'members.csv')
  for (const name of columns) form.append('fields_selected[]', name)
  const given = {
    duplicate_field: field,
    handle_existing: 'update',
    date_format: 'Y-m-d',
    delimiter: ',',
    skip_header_line: '0',
    trigger_autoresponder: '0',
    sendErrorsTo: context.config.contactEmail ?? '',
  }
  for (const [name, value] of Object.entries(given)) form.append(name, value)
  const at = context.now()
  await askHeyloyalty(context, {
    method: 'POST',
    path: `/lists/${listId}/import`,
    route: '/lists/{id}/import',
    form,
  })
  return { status: 'pending', ticket: JSON.stringify({ at, looks: 0 }), afterMs: firstLookMs }
}

function cellOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'object' ? value.join(betweenOptions) : (value ?? '')
}

/** Who was imported is on the list; who still is not after the time that Heyloyalty has for it was refused. */
export async function pollImport(
  context: Context<Settings>,
  ticket: string,
  items: readonly SinkItem<MemberItem>[],
): Promise<readonly Outcome[]> {
  const { at, looks } = ticketShape.parse(JSON.parse(ticket))
  const people = items.map((item) =>
    item.op === 'write' ? identityOf(item.item) : identityOfKey(String(item.key[0])),
  )
  const found = await knownMembers(context, await theList(context), people)
  const { importsWithinMs = assumedImportsWithinMs } = context.config
  const isOver = context.now() - at > importsWithinMs
  const again: Outcome = {
    status: 'pending',
    ticket: JSON.stringify({ at, looks: looks + 1 }),
    afterMs: Math.min(mostBetweenLooksMs, firstLookMs * 2 ** (looks + 1)),
  }
  return found.map(([member]): Outcome => {
    if (member !== undefined) return { status: 'ok', remoteId: member.id }
    return isOver ? { status: 'failed', fault: notImported } : again
  })
}

const notImported = faultOf(
  fault({
    kind: 'record',
    message: 'Heyloyalty took the file of an import and did not add this person.',
    hint: 'It writes to `contactEmail` why. `cartograph replay` sends the person alone, which tells it here.',
  }),
)
