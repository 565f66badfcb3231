import type { Context, Key, Outcome, Person } from '@cartograph/core'
import { deleteSubscriber, type IdentifiedBy } from './identity.ts'
import type { Settings } from './settings.ts'

/** Deletes everybody in Rule whom an address, a number or what was sent names; with a subscriber all their groups go. */
export async function erase(
  context: Context<Settings>,
  { email, phone }: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  const sent = (keys['subscribers'] ?? []).map(([key]) => String(key))
  const named = new Map<string, IdentifiedBy>()
  for (const text of [email, phone, ...sent])
    if (text !== undefined && text !== '')
      named.set(text, text.includes('@') ? 'email' : text.startsWith('+') ? 'phone_number' : 'id')
  for (const [identifier, by] of named) await deleteSubscriber(context, by, identifier)
  return { status: 'ok' }
}
