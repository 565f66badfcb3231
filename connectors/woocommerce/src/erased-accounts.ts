import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { readOne } from './by-id.ts'
import { ask } from './client.ts'
import { answerFault, vendorErrorOf } from './faults.ts'
import type { Settings } from './settings.ts'

const account = z.looseObject({ id: z.int(), role: z.string().optional() })
export type Account = z.infer<typeof account>

/** Roles of those who only buy; whoever has another works in the shop, and nobody's work is deleted from here. */
const buying: ReadonlySet<string> = new Set(['customer', 'subscriber'])

export function isBuyer({ role }: Account): boolean {
  return role !== undefined && buying.has(role)
}

/** Those of some accounts that are still there. */
export async function presentAccounts(
  context: Context<Settings>,
  ids: readonly number[],
): Promise<readonly Account[]> {
  const found: Account[] = []
  for (const id of ids) {
    const row = await readOne<unknown>(context, `customers/${id}`, { _fields: 'id,role' })
    if (row !== null) found.push(account.parse(row))
  }
  return found
}

/**
 * Deletes an account for good; one that is gone already is fine.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#delete-a-customer (read 2026-11-22)
 */
export async function deleteAccount(context: Context<Settings>, { id }: Account): Promise<void> {
  const answer = await ask(context, {
    path: `customers/${id}`,
    method: 'delete',
    effect: 'repeatable',
    query: { force: 'true' },
    expect: [404],
  })
  const isGone = answer.status === 404 && vendorErrorOf(answer)?.code !== 'rest_no_route'
  if (answer.status >= 300 && !isGone) throw answerFault(answer)
}
