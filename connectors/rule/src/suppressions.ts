import { personal, upserts, type Key } from '@cartograph/core'
import * as z from 'zod'
import { ruleId } from './identity.ts'
import { listPosition, readList } from './lists.ts'
import { kit } from './settings.ts'

/** A way of messages that does not reach a subscriber any more, and who said so. */
export const suppressionRow = z.looseObject({
  id: ruleId,
  created_at: z.string(),
  dispatcher_type: z.string(),
  message_type: z.string(),
  suppressed_source_type: z.string().nullish(),
  subscriber: z.looseObject({
    id: ruleId,
    email: personal('email', z.string().nullish()),
    phone_number: personal('phone', z.string().nullish()),
  }),
})

const list = { path: '/v2/suppressions', name: 'suppressions', row: suppressionRow }

/** What Rule holds back. One that is lifted is gone from the list. */
export const suppressions = kit.stream({
  schema: suppressionRow,
  key: ({ id }) => String(id),
  deletes: 'absent',
  list: {
    params: z.null(),
    position: listPosition,
    async *plan() {
      yield { params: null }
    },
    async *read(context, _slice, from) {
      for await (const page of readList(context, list, from))
        yield { ...page, items: upserts(page.items) }
    },
    async *keys(context, _slice, from) {
      for await (const page of readList(context, list, from))
        yield { ...page, items: page.items.map(({ id }): Key => [String(id)]) }
    },
  },
})
