import { fault, type Context, type Entry, type Webhook } from '@cartograph/core'
import * as z from 'zod'
import { basicCredentials, isSameText } from './basic-credentials.ts'
import { eshopIdOf, type Settings } from './settings.ts'

/** @see https://developer.sitoo.com/spi-events/events (read 2026-11-25) */
const event = z.looseObject({
  event_id: z.string().min(1),
  event_type: z.string(),
  event_date: z.int(),
  account_id: z.int(),
  data: z.looseObject({
    eshop_id: z.int().optional(),
    order_id: z.int().optional(),
    order_event_type: z.string().optional(),
  }),
})
type SitooEvent = z.infer<typeof event>

const ofOrders = new Set(['order', 'booking', 'order-delivery'])

/**
 * What a till tells as it happens, as an array of one to ten events. They hold numbers alone: the order is read afterwards.
 *
 * Sitoo signs nothing; a name and a password that the receiver chose are all there is, beside the secret address. What is
 * answered 503 comes again and holds back all later events, so their order is kept; 400 and 401 throw events away.
 *
 * @see https://developer.sitoo.com/spi-events/overview (read 2026-11-25)
 */
export const webhook: Webhook<Settings> = {
  async verify({ config: { events } }, request) {
    if (events === undefined) return
    const given = basicCredentials(request)
    const isName = isSameText(given?.name ?? '', events.username)
    const isPassword = isSameText(given?.password ?? '', events.password)
    if (!isName || !isPassword)
      throw fault({
        kind: 'auth',
        message: 'The events do not carry the name and the password of the settings.',
        hint: 'In Sitoo, Event Subscriptions: write the same name and password as in `events` of this connection.',
      })
  },
  async parse(context, request) {
    const body: unknown = await request.json().catch(() => undefined)
    const { success, data } = z.array(event).min(1).safeParse(body)
    if (!success)
      throw fault({
        kind: 'record',
        message: 'The body is no array of events as Sitoo sends them.',
        hint: 'Something else than Sitoo may send to this address, or the form has changed.',
      })
    return { entries: data.flatMap((one) => entriesOf(context, one)) }
  },
}

function entriesOf({ config, log }: Context<Settings>, told: SitooEvent): readonly Entry[] {
  const { event_id: id, event_type: type, account_id: account, data } = told
  const { eshop_id: eshop = eshopIdOf(config), order_id: order } = data
  if (account !== config.accountId || eshop !== eshopIdOf(config)) {
    log.warn('An event of another account or site was left out.', { account, eshop })
    return []
  }
  if (type === 'warehouse-transaction') return [{ op: 'refresh', stream: 'stockLevels', id }]
  if (!ofOrders.has(type) || order === undefined) {
    log.debug('An event of a kind that is not read.', { type })
    return []
  }
  const look: Entry = { op: 'refresh', stream: 'orders', key: [order], id }
  if (data.order_event_type !== 'email-receipt') return [look]
  const row = { event_id: id, order_id: order, at: told.event_date }
  return [look, { op: 'upsert', stream: 'receiptRequests', row, id, at: told.event_date * 1000 }]
}

/** Wishes for a receipt by e-mail; only events tell of them. */
export const receiptRequestRow = z.looseObject({
  event_id: z.string(),
  order_id: z.int(),
  /** Seconds since 1970. */
  at: z.int(),
})
