import { personal } from '@cartograph/core'
import * as z from 'zod'
import { kit } from './settings.ts'

/** What became of a mail: told by webhooks alone. */
export const eventRow = z.looseObject({
  id: z.string().min(1),
  /** In the words of the commerce model: `email.opened`. */
  type: z.string(),
  at: z.string(),
  member_id: z.string(),
  list_id: z.number(),
  email: personal('email', z.string().nullish()),
})
export type EventRow = z.infer<typeof eventRow>

export const events = kit.stream({
  schema: eventRow,
  key: ({ id }) => id,
  deletes: 'never',
})
