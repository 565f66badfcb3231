import { isGranted, mailConsent } from './consents.ts'
import type { Subscription } from './customer-base.ts'
import type { CustomerItem } from './customer-item.ts'

/** Subscriptions of a customer; that to mails follows what they said about them, and is not made where they said nothing. */
export function subscriptionsOf(
  { subscriptions, newsletter, consents }: CustomerItem,
  now: number,
): readonly Subscription[] {
  const said = mailConsent(consents)
  const given = subscriptions ?? []
  if ((newsletter ?? null) === null || said === undefined) return given
  const subscribed = isGranted(said, now)
  const at = said.at ?? undefined
  const followed: Subscription = {
    ...newsletter,
    id: newsletter?.id ?? '',
    kind: 'DIGITAL_MESSAGE',
    subscribed,
    ...(at !== undefined && (subscribed ? { startDate: at } : { endDate: at })),
  }
  return [...given.filter(({ id }) => id !== followed.id), followed]
}
