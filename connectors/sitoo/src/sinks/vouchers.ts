import type { Context, Outcome, SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { ask, askAll } from '../client.ts'
import { kit, type Settings } from '../settings.ts'
import { outcomeOf } from './outcomes.ts'

const voucherItem = z.strictObject({
  vouchercode: z.string().min(1),
  vouchername: z.string().optional(),
  vouchercomment: z.string().optional(),
  voucherpassword: z.string().optional(),
  vouchertype: z.int().optional(),
  value_x: z.number().optional(),
  money_m: z.string().optional(),
  activepos: z.boolean().optional(),
  datestart: z.int().optional(),
  dateend: z.int().optional(),
  maxuses: z.int().optional(),
})
type VoucherItem = z.infer<typeof voucherItem>

const known = z.looseObject({ voucherid: z.int(), vouchercode: z.string().nullish() })

/**
 * Campaigns, one for each code. There is no filter by code, so where the id is not known the list is read once a batch.
 *
 * @see https://developer.sitoo.com/api-reference/vouchers (read 2026-11-25)
 */
export const vouchersSink = kit.sink({
  schema: voucherItem,
  key: ({ vouchercode }) => vouchercode,
  mode: 'upsert',
  onUnknown: 'repeat',
  batch: { maxItems: 20, maxBytes: 200_000 },
  mirrors: 'vouchers',
  async write(context, items) {
    const isAllKnown = items.every(({ remoteId }) => remoteId !== undefined)
    const ids = isAllKnown ? new Map<string, string>() : await idsByCode(context)
    const outcomes: Outcome[] = []
    for (const item of items) outcomes.push(await written(context, item, ids))
    return outcomes
  },
})

async function written(
  context: Context<Settings>,
  item: SinkItem<VoucherItem>,
  ids: ReadonlyMap<string, string>,
): Promise<Outcome> {
  if (item.op === 'delete')
    return { status: 'skipped', reason: 'campaigns are never deleted in Sitoo', again: 'changed' }
  const id = item.remoteId ?? ids.get(item.item.vouchercode)
  const outcome = await outcomeOf(
    ask(context, {
      path: id === undefined ? 'S/vouchers' : `S/vouchers/${id}`,
      method: id === undefined ? 'POST' : 'PUT',
      body: item.item,
      effect: 'once',
    }),
  )
  return outcome.status === 'ok' && id !== undefined ? { ...outcome, remoteId: id } : outcome
}

async function idsByCode(context: Context<Settings>): Promise<ReadonlyMap<string, string>> {
  const rows = await askAll(context, {
    path: 'S/vouchers',
    query: { fields: 'voucherid,vouchercode' },
  })
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const { success, data } = known.safeParse(row)
      return success && typeof data.vouchercode === 'string'
        ? [[data.vouchercode, String(data.voucherid)]]
        : []
    }),
  )
}
