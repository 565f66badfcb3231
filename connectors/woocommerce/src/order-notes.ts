import { isFault, upserts, type Key } from '@cartograph/core'
import * as z from 'zod'
import { readOne } from './by-id.ts'
import { readRows } from './client.ts'
import { eachWith } from './rows.ts'
import { kit } from './settings.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#order-note-properties (read 2026-11-22) */
export const orderNoteRow = z.looseObject({
  id: z.int().positive(),
  author: z.string().nullish(),
  note: z.string(),
  /** Whether the customer was sent it. */
  customer_note: z.boolean(),
  date_created_gmt: z.string(),
  /** Added here. */
  order_id: z.int(),
})
export type OrderNoteRow = z.infer<typeof orderNoteRow>

const noteFields = { _fields: 'id,author,date_created_gmt,note,customer_note' }
const orderOfSlice = z.object({ id: z.int() })

/**
 * What people and plugins wrote on orders, read again with each change of its order.
 *
 * A note by itself does not change its order, so it is found with the order's next change.
 */
export const orderNotes = kit.stream({
  schema: orderNoteRow,
  key: (row): Key => [row.order_id, row.id],
  deletes: 'absent',
  list: {
    params: orderOfSlice,
    position: z.null(),
    plan: { eachOf: 'orders', backfill: 'all' },
    async *read(context, { params: { id } }) {
      const rows = await readRows(context, { path: `orders/${id}/notes`, query: noteFields }).then(
        (answer) => answer.rows as readonly OrderNoteRow[],
        (error: unknown) => {
          // The order went, and its notes with it.
          if (isFault(error) && error.kind === 'notFound') return []
          throw error
        },
      )
      yield { items: upserts(eachWith(rows, { order_id: id })), next: null, end: true }
    },
  },
  get: {
    maxKeys: 1,
    async read(context, [key]) {
      if (key === undefined) return []
      const [order, id] = key
      const row = await readOne<OrderNoteRow>(context, `orders/${order}/notes/${id}`, noteFields)
      return [row === null ? null : { ...row, order_id: Number(order) }]
    },
  },
})
