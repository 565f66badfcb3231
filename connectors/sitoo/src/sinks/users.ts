import {
  emailOf,
  fault,
  personal,
  type Context,
  type Outcome,
  type SinkItem,
} from '@cartograph/core'
import * as z from 'zod'
import { ask, askAll } from '../client.ts'
import { kit, type Settings } from '../settings.ts'
import { outcomesOf } from './outcomes.ts'

const text = z.string().optional()

const userItem = z.strictObject({
  email: personal('email', z.string().min(1)),
  namefirst: personal('name', text),
  namelast: personal('name', text),
  company: text,
  address: personal('address', text),
  address2: personal('address', text),
  zip: personal('address', text),
  city: personal('address', text),
  state: text,
  countryid: text,
  phone: personal('phone', text),
  mobile: personal('phone', text),
  customernumber: text,
  externalid: text,
  voucherpasswords: z.array(z.string()).optional(),
})
type UserItem = z.infer<typeof userItem>

const known = z.looseObject({ userid: z.string() })

/**
 * Customers as users of the site, one for each e-mail address, which Sitoo keeps unique. A write changes the fields that it names.
 *
 * @see https://developer.sitoo.com/api-reference/users (read 2026-11-25)
 */
export const usersSink = kit.sink({
  schema: userItem,
  key: ({ email }) => emailOf(email) ?? email,
  mode: 'patch',
  onUnknown: 'repeat',
  batch: { maxItems: 20, maxBytes: 200_000 },
  mirrors: 'users',
  subject: ({ email, mobile }) => ({ email, ...(mobile !== undefined && { phone: mobile }) }),
  async write(context, items) {
    const ids: (string | undefined)[] = []
    for (const item of items) ids.push(await userIdOf(context, item))
    const made = items.flatMap((item, index) =>
      item.op === 'write' && ids[index] === undefined ? [{ index, body: item.item }] : [],
    )
    const changed = items.flatMap((item, index) =>
      item.op === 'write' && ids[index] !== undefined
        ? [{ index, body: { ...item.item, userid: ids[index] } }]
        : [],
    )
    const outcomes = new Map<number, Outcome>()
    await sent(context, 'POST', made, outcomes)
    await sent(context, 'PUT', changed, outcomes)
    return items.map((item, index): Outcome => {
      if (item.op === 'delete')
        return { status: 'skipped', reason: 'users are never deleted in Sitoo', again: 'changed' }
      const outcome = outcomes.get(index) ?? { status: 'unknown' }
      const remoteId = ids[index]
      return outcome.status === 'ok' && remoteId !== undefined ? { ...outcome, remoteId } : outcome
    })
  },
})

type Sent = { readonly index: number; readonly body: object }

async function sent(
  context: Context<Settings>,
  method: 'POST' | 'PUT',
  items: readonly Sent[],
  outcomes: Map<number, Outcome>,
): Promise<void> {
  if (items.length === 0) return
  const bodies = items.map(({ body }) => body)
  const results = await batchOutcomes(context, method, bodies)
  for (const [place, { index }] of items.entries())
    outcomes.set(index, results[place] ?? { status: 'unknown' })
}

/** An array of one may be refused as a whole, with the status of its only item. */
async function batchOutcomes(
  context: Context<Settings>,
  method: 'POST' | 'PUT',
  bodies: readonly object[],
): Promise<readonly Outcome[]> {
  const body = await ask(context, {
    path: 'S/users',
    method,
    body: bodies,
    effect: 'once',
    ...(bodies.length === 1 && { expect: [400] }),
  })
  if (body !== null) return outcomesOf(body, bodies.length)
  return [
    {
      status: 'failed',
      fault: fault({
        kind: 'record',
        message: 'Sitoo refuses the user (400).',
        hint: 'Look at the fields of the item: an e-mail address is required, and nobody else may have it.',
      }),
    },
  ]
}

/** The user that an item is about: by the id that Sitoo gave, else by the e-mail address. */
async function userIdOf(
  context: Context<Settings>,
  item: SinkItem<UserItem>,
): Promise<string | undefined> {
  if (item.remoteId !== undefined || item.op === 'delete') return item.remoteId
  const [first] = await askAll(context, {
    path: 'S/users',
    query: { email: item.item.email, fields: 'userid' },
  })
  const { success, data } = known.safeParse(first)
  return success ? data.userid : undefined
}
