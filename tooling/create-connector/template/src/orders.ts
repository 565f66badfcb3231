import { json, personal, upserts, type Context, type Key, type Mapping } from '@cartograph/core'
import * as z from 'zod'
import { ask, parsed, refusal } from './ask.ts'
import { kit, type Settings } from './settings.ts'

/** What is read of an order; all other fields are kept as they are. */
const order = z.looseObject({
  id: z.int(),
  /** Grows with each change of the order. */
  revision: z.int(),
  placed_at: z.string(),
  currency: z.string(),
  /** A decimal as text: money is never a float. */
  total: z.string(),
  email: personal('email', z.string().nullish()),
})

/** The engine checks row by row, so that one bad row does not cost its page. */
const row = z.custom<z.infer<typeof order>>((value) => typeof value === 'object' && value !== null)
const page = z.object({ orders: z.array(row), more: z.boolean() })

/** Every order, by id: rows that come and go meanwhile move no others, so the paging is stable. */
export const orders = kit.stream({
  schema: order,
  key: ({ id }) => id,
  version: ({ revision }) => revision,
  deletes: 'absent',
  // In the words of the shop's page of tokens, so that nobody makes one that can do more.
  permissions: ['Orders: read'],
  list: {
    params: z.null(),
    position: z.object({ after: z.int() }),
    paging: 'stable',
    async *plan() {
      yield { params: null }
    },
    async *read(context, _slice, from) {
      for (let after = from?.after ?? 0; ;) {
        const { orders: rows, more } = parsed(page, await ask(context, `/orders?after=${after}`))
        after = rows.at(-1)?.id ?? after
        yield { items: upserts(rows), next: { after }, end: !more }
        if (!more) return
      }
    },
  },
  get: {
    maxKeys: 10,
    read: (context, keys) => Promise.all(keys.map((key) => readOrder(context, key))),
  },
})

async function readOrder({ config, fetch }: Context<Settings>, [id]: Key) {
  const response = await fetch.with({ expect: [404] })(new URL(`/orders/${id}`, config.url))
  if (response.status === 404) return null
  if (!response.ok) throw await refusal(response)
  return parsed(row, await json(response))
}

/** What becomes of an order; a merchant may replace it. */
export const orderMappings: readonly Mapping[] = [
  {
    id: 'example-shop-order',
    from: { connector: 'example-shop', stream: 'orders' },
    to: { entity: 'order' },
    fields: {
      id: { $string: '$.id' },
      channel: 'web',
      status: 'paid',
      placedAt: { $instant: '$.placed_at' },
      currency: '$.currency',
      total: { $money: '$.total', currency: '$.currency' },
      email: { $email: '$.email' },
    },
    onMissing: 'omit',
  },
]
