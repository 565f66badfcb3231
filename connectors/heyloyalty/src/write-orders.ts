import { stringify } from 'csv-stringify/sync'
import { fault, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty } from './client.ts'
import type { OrderItem } from './order-item.ts'
import { orderImportBaseOf, type Settings } from './settings.ts'

/**
 * The columns of the import, in their order.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Heycommerce-importing-sales-data (read 2026-11)
 */
const columns = [
  'email',
  'product_id',
  'variation_type',
  'variation_id',
  'product_name',
  'product_price',
  'product_url',
  'original_price',
  'discount',
  'description',
  'currency',
  'event_type',
  'amount',
  'created_at',
] as const

const told = z.looseObject({ status: z.string().nullish(), message: z.string().nullish() })
const route = '/transaction/import/{trackingId}'

/** Imports the lines of orders as one file. The same lines twice are two purchases, so a file is never sent again. */
export async function writeOrders(
  context: Context<Settings>,
  items: readonly SinkItem<OrderItem>[],
): Promise<readonly Outcome[]> {
  const { trackingId, contactEmail } = context.config
  if (trackingId === undefined || contactEmail === undefined) throw fault(notSetUp)
  // What was bought stays bought.
  const rows = items.flatMap((one) => (one.op === 'write' ? rowsOf(one.item) : []))
  if (rows.length === 0) return items.map(() => ({ status: 'ok' }))
  const { body } = await askHeyloyalty(context, {
    method: 'POST',
    base: orderImportBaseOf(context.config),
    path: `/transaction/import/${encodeURIComponent(trackingId)}`,
    route,
    form: formOf(rows, contactEmail),
    effect: 'once',
  })
  const refused = told.safeParse(body).data
  if (refused?.status !== 'error') return items.map(() => ({ status: 'ok' }))
  const words = (refused.message ?? '').replaceAll(/\S+@\S+/g, '[address]').slice(0, 160)
  const problem = fault({
    kind: 'record',
    message: `Heyloyalty refuses these lines of orders: ${words === '' ? 'it does not say why' : words}`,
    hint: 'Change the mapping of the order so that Heyloyalty takes it.',
    request: { method: 'POST', route },
  })
  return items.map(() => ({ status: 'failed', fault: problem }))
}

function formOf(rows: readonly (readonly string[])[], contactEmail: string): FormData {
  const form = new FormData()
  form.append('file', new Blob([stringify([columns, ...rows])], { type: 'text/csv' }), 'orders.csv')
  for (const name of columns) form.append('fields_selected[]', name)
  const given = {
    delimiter: ',',
    skip_header_line: 'true',
    date_format: 'iso8601',
    // The name of it differs between the pages of the vendor and its plug-in.
    sendErrorsTo: contactEmail,
    send_errors_to: contactEmail,
  }
  for (const [name, value] of Object.entries(given)) form.append(name, value)
  return form
}

function rowsOf({ email, event, at, currency, lines }: OrderItem): readonly (readonly string[])[] {
  return lines.map((line) => {
    const { amount, ...texts } = line
    const row: Readonly<Record<string, string | null | undefined>> = {
      ...texts,
      email,
      currency,
      event_type: event,
      amount: String(amount ?? 1),
      created_at: at,
    }
    return columns.map((name) => row[name] ?? '')
  })
}

const notSetUp = {
  kind: 'config',
  scope: 'part',
  message: 'Orders need `trackingId` and `contactEmail` in the settings.',
  hint: 'In Heyloyalty: Heycommerce, Integration. Copy the tracking id, and give an address for errors.',
  path: ['trackingId'],
} as const
