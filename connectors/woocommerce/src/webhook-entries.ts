import type { Context, Entry, Key } from '@cartograph/core'
import * as z from 'zod'
import { cartEntries, cartTopic } from './carts.ts'
import { completed } from './rows.ts'
import type { Settings } from './settings.ts'
import { isPing } from './webhook-signature.ts'

/** Which streams a record of a kind may be in: a variation is told as a product. */
const streamsOf: Readonly<Record<string, readonly string[]>> = {
  order: ['orders'],
  product: ['products', 'variations'],
  coupon: ['coupons'],
  customer: ['customers'],
}

/**
 * Trashing a product also tells of a deleted coupon with the product's number, and the other way round.
 *
 * @see https://github.com/woocommerce/woocommerce/issues/12461 (read 2026-11-22)
 */
const deletedMayBe: readonly string[] = ['products', 'variations', 'coupons']

/** What the argument of an action is the number of. */
const streamsOfAction: Readonly<Record<string, readonly string[]>> = {
  woocommerce_order_refunded: ['orders'],
}

const record = z.looseObject({ id: z.int() })
const action = z.looseObject({ arg: z.union([z.int(), z.string().regex(/^\d+$/)]) })

/**
 * A delivery says where to look, and nothing more: its body is made when it is sent, which may be long after the change, in
 * any order, and of a record that is gone by then it holds an error.
 */
export async function entriesOf(
  context: Context<Settings>,
  request: Request,
): Promise<{ readonly entries: readonly Entry[] }> {
  const body = await request.clone().text()
  if (isPing(request, body)) return { entries: [] }
  const topic = request.headers.get('x-wc-webhook-topic') ?? ''
  const found = parsed(body)
  // The one body that is the truth: carts are in no list that could be looked at.
  if (topic === cartTopic) return { entries: cartEntries(context, found) }
  const [resource = '', event = ''] = topic.split('.')
  const { streams, key } = place(resource, event, found)
  if (streams.length === 0)
    context.log.debug('A webhook of a topic that is not read.', { resource, event })
  // No id: the shop's ids of deliveries repeat within a second, and a hint that comes twice does no harm.
  const told = key === undefined ? {} : { key }
  return {
    entries: streams.map((stream): Entry => completed(told, { stream, op: 'refresh' as const })),
  }
}

function place(
  resource: string,
  event: string,
  body: unknown,
): { readonly streams: readonly string[]; readonly key?: Key } {
  if (resource === 'action') {
    const { success, data } = action.safeParse(body)
    const streams = streamsOfAction[event] ?? []
    return success ? { streams, key: [Number(data.arg)] } : { streams }
  }
  const own = streamsOf[resource] ?? []
  const { success, data } = record.safeParse(body)
  // Without a number the record was gone when the body was made: its list shows what became of it.
  if (!success) return { streams: own.slice(0, 1) }
  const mixed = event === 'deleted' && own.some((stream) => deletedMayBe.includes(stream))
  return { streams: mixed ? deletedMayBe : own, key: [data.id] }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
