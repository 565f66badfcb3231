import { fault, type Context, type Outcome } from '@cartograph/core'
import { readSubscriber, type Identity } from './identity.ts'
import { postSubscribers } from './post-subscribers.ts'
import type { Settings } from './settings.ts'

/**
 * The id of the subscriber whom a record is of, who is made where there is none.
 *
 * A number that Rule refuses or that another subscriber has must not keep an order back: then the address alone tells who it is.
 */
export async function ownerOf(
  context: Context<Settings>,
  { email, phone }: Identity,
): Promise<string | Exclude<Outcome, { readonly status: 'ok' }>> {
  const entry = {
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone_number: phone }),
  }
  const [posted] = await postSubscribers(context, [entry], { tags: [], automation: undefined })
  if (posted?.kind === 'not' && posted.outcome.status !== 'ok') {
    const isRefused = posted.outcome.status === 'failed'
    if (!isRefused || email === undefined || phone === undefined) return posted.outcome
    return ownerOf(context, { email })
  }
  const shown = posted?.kind === 'not' ? undefined : posted?.subscriber
  const by = email === undefined ? 'phone_number' : 'email'
  const found = shown ?? (await readSubscriber(context, by, email ?? phone ?? ''))
  if (found !== undefined) return String(found.id)
  return {
    status: 'failed',
    fault: fault({
      kind: 'transient',
      message: 'Rule has taken a subscriber, and does not show it yet.',
      hint: 'It is tried again by itself.',
    }),
  }
}
