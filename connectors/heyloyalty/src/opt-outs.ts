import { pagesPosition, personal, upserts, type Context, type Key } from '@cartograph/core'
import * as z from 'zod'
import { instantOfLocal } from './local-time.ts'
import type { MemberRow } from './member-shape.ts'
import { memberPages, readMembers } from './members.ts'
import { kit, type Settings } from './settings.ts'

/** Whether a member wants mails, and since when not. One who is active again stands here as such. */
export const optOutRow = z.looseObject({
  /** Of the member. */
  id: z.string().min(1),
  list_id: z.number(),
  state: z.enum(['active', 'unsubscribed', 'complained']),
  email: personal('email', z.string().nullish()),
  phone: personal('phone', z.string().nullish()),
  /** When, as ISO 8601 in UTC; `null` where nobody knows. */
  at: z.string().nullable(),
})
export type OptOutRow = z.infer<typeof optOutRow>

/**
 * How members stand. What was said is kept when a member is deleted in Heyloyalty, or is not listed any more because they
 * unsubscribed; only a member who is seen active again takes it back.
 */
export const optOuts = kit.stream({
  schema: optOutRow,
  key: ({ id }) => id,
  deletes: 'never',
  list: {
    params: z.null(),
    position: pagesPosition,
    async *plan() {
      yield { params: null }
    },
    async *read(context, _slice, from) {
      for await (const page of memberPages(context, [], from))
        yield { ...page, items: upserts(page.items.map((one) => optOutOf(context.config, one))) }
    },
  },
  get: {
    maxKeys: 1,
    read: async (context: Context<Settings>, keys: readonly Key[]) =>
      (await readMembers(context, keys)).map((one) =>
        one === null ? null : optOutOf(context.config, one),
      ),
  },
})

export function optOutOf(config: Settings, member: MemberRow): OptOutRow {
  const { id, list_id: listId, status, email_status: emailStatus, fields } = member
  const state =
    status !== 'active' ? 'unsubscribed' : emailStatus === 'complaint' ? 'complained' : 'active'
  const told = member.unsubscribed_at ?? member.updated_at ?? member.created_at
  const at = told === null || state === 'active' ? undefined : instantOfLocal(told, config)
  return {
    id,
    list_id: listId,
    state,
    email: fields.email ?? null,
    phone: fields.mobile ?? null,
    at: at === undefined ? null : new Date(at).toISOString(),
  }
}
