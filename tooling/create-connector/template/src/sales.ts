import { fault, type Context, type Mapping, type Outcome, type SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { refusal } from './ask.ts'
import { kit, type Settings } from './settings.ts'

const sale = z.strictObject({
  id: z.string().min(1),
  placedAt: z.string(),
  currency: z.string(),
  /** In minor units: 1250 is 12.50 euros. */
  total: z.int(),
})

type Sale = z.infer<typeof sale>

/** Each sale stands under its own address, so the same write twice is one: what nobody saw land is simply sent again. */
export const sales = kit.sink({
  schema: sale,
  key: ({ id }) => id,
  mode: 'upsert',
  deletes: true,
  onUnknown: 'repeat',
  permissions: ['Sales: write'],
  batch: { maxItems: 20, maxBytes: 100_000 },
  write: (context, items) => Promise.all(items.map((item) => writeSale(context, item))),
})

async function writeSale(
  { config, fetch }: Context<Settings>,
  item: SinkItem<Sale>,
): Promise<Outcome> {
  const address = new URL(`/sales/${encodeURIComponent(String(item.key[0]))}`, config.url)
  const send = fetch.with({ effect: 'repeatable', expect: [404, 422] })
  const response =
    item.op === 'delete'
      ? await send(address, { method: 'DELETE' })
      : await send(address, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(item.item),
        })
  // What is to be gone and is not there is gone.
  if (response.ok || (item.op === 'delete' && response.status === 404)) return { status: 'ok' }
  if (response.status !== 422) throw await refusal(response)
  return {
    status: 'failed',
    fault: fault({
      kind: 'record',
      message: `The shop refuses the sale: ${await response.text()}`,
    }),
  }
}

/** What is sent of an order; a merchant may replace it. */
export const saleMappings: readonly Mapping[] = [
  {
    id: 'example-shop-sale',
    from: { entity: 'order' },
    to: { connector: 'example-shop', sink: 'sales' },
    fields: { id: '$.id', placedAt: '$.placedAt', currency: '$.currency', total: '$.total' },
  },
]
