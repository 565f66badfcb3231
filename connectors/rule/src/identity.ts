import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askRule, parsedAs } from './client.ts'
import type { Settings } from './settings.ts'

/** Whom an item is about: by address, by number, or both. */
export interface Identity {
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

/** `id` comes as a number or as text. */
export const ruleId = z.union([z.number(), z.string().min(1)])

export const shownSuppressions = z
  .array(
    z.looseObject({
      dispatcher_type: z.string().nullish(),
      message_type: z.string().nullish(),
    }),
  )
  .catch([])

/** A subscriber as v2 shows one by itself and in the answer to a write. */
export const shownSubscriber = z.looseObject({
  id: ruleId,
  email: z.string().nullish(),
  phone_number: z.string().nullish(),
  suppressed: z.unknown().optional(),
})
export type ShownSubscriber = z.infer<typeof shownSubscriber>

/** What tells a subscriber from others here: the address, or the number of who has none. */
export function keyOf({ email, phone }: Identity): string {
  return email?.toLowerCase() ?? phone ?? ''
}

/** One identifier, as bodies of v2 and v3 name people. */
export function named({ email, phone }: Identity): Readonly<Record<string, string>> {
  return email === undefined ? { phone_number: phone ?? '' } : { email }
}

export type IdentifiedBy = 'email' | 'phone_number' | 'id' | 'custom_identifier'

/** The subscriber whom an identifier names, or none. */
export async function readSubscriber(
  context: Context<Settings>,
  by: IdentifiedBy,
  identifier: string,
): Promise<ShownSubscriber | undefined> {
  const route = '/v2/subscribers/{identifier}'
  const answer = await askRule(context, {
    path: `/v2/subscribers/${encodeURIComponent(identifier)}`,
    route,
    query: { identified_by: by },
    expect: [404],
  })
  if (answer.status === 404) return undefined
  return parsedAs(z.looseObject({ subscriber: shownSubscriber }), answer, route).subscriber
}

export async function deleteSubscriber(
  context: Context<Settings>,
  by: IdentifiedBy,
  identifier: string,
): Promise<void> {
  await askRule(context, {
    method: 'DELETE',
    path: `/v2/subscribers/${encodeURIComponent(identifier)}`,
    route: '/v2/subscribers/{identifier}',
    query: { identified_by: by },
    expect: [404],
  })
}

/** Whether campaigns by one way do not reach this subscriber; without the way, by any. */
export function isSuppressed(
  { suppressed }: ShownSubscriber,
  messageType?: 'email' | 'text_message',
): boolean {
  if (typeof suppressed === 'boolean') return suppressed
  return shownSuppressions
    .parse(suppressed)
    .some(
      ({ dispatcher_type: dispatcher, message_type: type }) =>
        dispatcher !== 'transactional' && (messageType === undefined || type === messageType),
    )
}
