import type { Context, Key, Outcome, Person } from '@cartograph/core'
import * as z from 'zod'
import { ask, askAll } from './client.ts'
import { eshopIdOf, type Settings } from './settings.ts'

const foundUser = z.looseObject({ userid: z.string(), role: z.int().nullish() })
type FoundUser = z.infer<typeof foundUser>

/** So many numbers fit an address. */
const ordersARequest = 200

/**
 * Erases a person at Sitoo: the user is deleted, unless it is one of the staff. Receipts cannot be deleted; where they name the
 * person, it is said that they do. Looks first, so that whoever was erased before is done.
 */
export async function erasePerson(
  context: Context<Settings>,
  person: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  const users = await presentUsers(context, person, keys['users'] ?? [])
  const buyers = users.filter(({ role }) => role === null || role === undefined)
  const receipts = await namedReceipts(context, keys['orders'] ?? [])
  for (const { userid } of buyers)
    await ask(context, {
      path: `S/users/${encodeURIComponent(userid)}`,
      method: 'DELETE',
      effect: 'repeatable',
      expect: [404],
    })
  const reasons = [
    ...(users.length > buyers.length
      ? [
          'A user of the person belongs to the staff, and was left: delete it in Sitoo, under Users.',
        ]
      : []),
    ...(receipts > 0
      ? [
          `${receipts} receipts in Sitoo name the person, and the API cannot delete receipts: keep them as the law asks, and have the rest made anonymous in Sitoo.`,
        ]
      : []),
  ]
  if (reasons.length === 0) return { status: 'ok' }
  return { status: 'skipped', reason: reasons.join(' '), again: 'later' }
}

/** By the ids that are known, and by the e-mail address, which only one user has. */
async function presentUsers(
  context: Context<Settings>,
  { email, customerId }: Person,
  keys: readonly Key[],
): Promise<readonly FoundUser[]> {
  const own = customerId?.startsWith('{') === true ? [customerId] : []
  const ids = [...new Set([...own, ...keys.map(([id]) => String(id))])]
  const found: FoundUser[] = []
  const fields = 'userid,role'
  if (ids.length > 0)
    found.push(...usersIn(await askAll(context, usersBy({ userid: ids.join(','), fields }))))
  if (email !== undefined) found.push(...usersIn(await askAll(context, usersBy({ email, fields }))))
  return [...new Map(found.map((user) => [user.userid, user])).values()]
}

function usersBy(query: Readonly<Record<string, string>>) {
  return { path: 'S/users', query }
}

function usersIn(rows: readonly object[]): readonly FoundUser[] {
  return rows.flatMap((row) => {
    const { success, data } = foundUser.safeParse(row)
    return success ? [data] : []
  })
}

const named = z.looseObject({ email: z.string().nullish(), phone: z.string().nullish() })

/** How many of some orders tell whose they are. */
async function namedReceipts(context: Context<Settings>, keys: readonly Key[]): Promise<number> {
  let count = 0
  for (let at = 0; at < keys.length; at += ordersARequest) {
    const orderid = keys.slice(at, at + ordersARequest).join(',')
    const query = {
      eshopid: String(eshopIdOf(context.config)),
      orderid,
      sort: 'orderid',
      fields: 'orderid,email,phone',
    }
    for (const row of await askAll(context, { path: 'orders', query })) {
      const { success, data } = named.safeParse(row)
      if (success && [data.email, data.phone].some((text) => (text ?? '') !== '')) count += 1
    }
  }
  return count
}
