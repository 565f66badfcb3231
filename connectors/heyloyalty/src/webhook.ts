import { createHash } from 'node:crypto'
import { fault, type Context, type Entry, type Webhook } from '@cartograph/core'
import { sameBodyMs } from './assumptions.ts'
import type { EventRow } from './events.ts'
import { readMember } from './known-members.ts'
import { theList } from './lists.ts'
import { instantOfLocal } from './local-time.ts'
import type { OptOutRow } from './opt-outs.ts'
import type { Settings } from './settings.ts'
import { toldBy, type Told } from './told.ts'
import { register, unregister } from './webhook-registration.ts'

/** What becomes of a mail, in the words of the commerce model. */
const eventTypes: Readonly<Record<string, string>> = {
  sent: 'email.sent',
  open: 'email.opened',
  click: 'email.clicked',
  hardbounce: 'email.hardBounced',
  spamcomplaint: 'email.complained',
  unsubscribe: 'email.unsubscribed',
}
const saysNo: Readonly<Record<string, OptOutRow['state']>> = {
  unsubscribe: 'unsubscribed',
  spamcomplaint: 'complained',
}
const aboutMember = new Set(['subscribe', 'update', 'unsubscribe', 'spamcomplaint', 'hardbounce'])
const aboutStanding = new Set(['subscribe', 'unsubscribe', 'spamcomplaint'])

/**
 * What Heyloyalty tells: who opened, clicked, bounced, complained, and who joined, changed or unsubscribed.
 *
 * Webhooks are signed in a way that is not documented, so the address is the secret, and what is told of a member is looked at
 * once more.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Webhooks-setup-and-outputs (read 2026-11)
 */
export const webhook: Webhook<Settings> = {
  async verify(_context, request) {
    if (request.method === 'POST' && toldBy(await request.clone().text()) !== undefined) return
    throw fault({
      kind: 'auth',
      message: 'This is no webhook of Heyloyalty.',
      hint: 'In Heyloyalty: Settings, Webhooks. Give this address, and send raw JSON.',
    })
  },
  async parse(context, request) {
    const raw = await request.text()
    const told = toldBy(raw)
    if (told === undefined)
      throw fault({ kind: 'contract', message: 'This is no webhook of Heyloyalty.' })
    return { entries: await entriesOf(context, told, raw) }
  },
  register,
  unregister,
}

async function entriesOf(
  context: Context<Settings>,
  told: Told,
  raw: string,
): Promise<readonly Entry[]> {
  const { type, memberId, queuedAt } = told
  const eventType = eventTypes[type]
  if (memberId === undefined || (eventType === undefined && !aboutMember.has(type))) return []
  const { id: listId } = await theList(context)
  if (told.listId !== undefined && told.listId !== String(listId)) return []
  const queued = queuedAt === undefined ? undefined : instantOfLocal(queuedAt, context.config)
  const at = new Date(queued ?? context.now()).toISOString()
  const person = { member_id: memberId, list_id: listId, email: null as string | null }
  if (eventType !== undefined)
    person.email = told.email ?? (await readMember(context, listId, memberId))?.fields.email ?? null
  const key = [memberId] as const
  const state = saysNo[type]
  return [
    ...(eventType === undefined
      ? []
      : [event(context, told, raw, { ...person, type: eventType, at })]),
    ...(state === undefined
      ? []
      : [optOut({ id: memberId, list_id: listId, state, email: person.email, at }, queued)]),
    ...(aboutMember.has(type) ? [{ op: 'refresh', stream: 'members', key } as const] : []),
    ...(aboutStanding.has(type) ? [{ op: 'refresh', stream: 'optOuts', key } as const] : []),
  ]
}

function event(
  context: Context<Settings>,
  { queuedAt, reference }: Told,
  raw: string,
  row: Omit<EventRow, 'id'>,
): Entry {
  const when =
    queuedAt === undefined
      ? [raw, Math.floor(context.now() / sameBodyMs)]
      : [row['type'], row['member_id'], reference, queuedAt]
  const id = createHash('sha256').update(JSON.stringify(when)).digest('hex').slice(0, 32)
  return { op: 'upsert', stream: 'events', row: { ...row, id }, id }
}

function optOut(row: OptOutRow, at: number | undefined): Entry {
  return { op: 'upsert', stream: 'optOuts', row, ...(at !== undefined && { at }) }
}
