import type { Context } from '@cartograph/core'
import { askContacthub } from './client.ts'
import type { Subscription } from './customer-base.ts'
import { changeTo, filled, isRecord, together } from './plain-data.ts'
import type { Settings } from './settings.ts'
import { instantMs, type ShownCustomer, type ShownSubscription } from './shown-customer.ts'

/**
 * Makes and changes subscriptions one by one, so that those which others keep stay as they are.
 *
 * What the vendor itself knows of one (when it began, its preferences) is written back.
 */
export async function writeSubscriptions(
  context: Context<Settings>,
  { id, base }: ShownCustomer,
  wanted: readonly Subscription[],
): Promise<void> {
  for (const one of wanted) {
    const said = filled(one)
    if (!isRecord(said)) continue
    const present = base?.subscriptions?.find((each) => each.id === one.id)
    if (present === undefined) {
      const made = await askContacthub(context, {
        method: 'POST',
        path: ['customers', id, 'subscriptions'],
        route: '/customers/{id}/subscriptions',
        expect: [409],
        body: said,
      })
      if (made.status === 409) await replace(context, id, said)
    } else if (mayWrite(present, one) && Object.keys(changeTo(present, said)).length > 0) {
      const before = filled(present)
      await replace(context, id, isRecord(before) ? together(before, said) : said)
    }
  }
}

/** Who unsubscribed is subscribed again only by what was said later; where nobody knows when, they stay as they are. */
function mayWrite(
  { subscribed, updatedAt, endDate }: ShownSubscription,
  wanted: Subscription,
): boolean {
  if (subscribed !== false || wanted.subscribed !== true) return true
  const left = instantMs(updatedAt) ?? instantMs(endDate)
  return left !== undefined && Date.parse(wanted.startDate ?? '') > left
}

async function replace(
  context: Context<Settings>,
  id: string,
  body: { readonly [name: string]: unknown },
): Promise<void> {
  await askContacthub(context, {
    method: 'PUT',
    path: ['customers', id, 'subscriptions', String(body['id'])],
    route: '/customers/{id}/subscriptions/{id}',
    body,
  })
}
