import { randomBytes } from 'node:crypto'
import type { Context, Registration } from '@cartograph/core'
import * as z from 'zod'
import { ask, read, readRows } from './client.ts'
import { answerFault } from './faults.ts'
import type { Settings } from './settings.ts'

const productTopics = ['product.created', 'product.updated', 'product.deleted', 'product.restored']

/** Which topics tell of changes in which stream. */
const topicsOf: Readonly<Record<string, readonly string[]>> = {
  orders: [
    'order.created',
    'order.updated',
    'order.deleted',
    'order.restored',
    'action.woocommerce_order_refunded',
  ],
  products: productTopics,
  variations: productTopics,
  coupons: ['coupon.created', 'coupon.updated', 'coupon.deleted', 'coupon.restored'],
  customers: ['customer.created', 'customer.updated', 'customer.deleted'],
}

const webhookRow = z.looseObject({
  id: z.int(),
  topic: z.string(),
  status: z.string(),
  delivery_url: z.string(),
})
type WebhookRow = z.infer<typeof webhookRow>

/**
 * Brings the shop's webhooks to one that is alive for each topic, and gives back ours with their secrets.
 *
 * After more than five failures in a row the shop switches a webhook off and says nothing, so this is repeated daily. A
 * secret is never told again: one that is not known is replaced.
 */
export async function registerWebhooks(
  context: Context<Settings>,
  url: string,
  before: readonly Registration[],
): Promise<readonly Registration[]> {
  if (context.run.dry) return before
  const present = (await listWebhooks(context)).filter((hook) => hook.delivery_url === url)
  const alive: Registration[] = []
  for (const topic of wantedTopics(context.run.streams)) {
    const own = present.filter((hook) => hook.topic === topic)
    const known = own.find((hook) => secretOf(hook, before) !== undefined) ?? own[0]
    alive.push(
      known === undefined
        ? await create(context, url, topic)
        : await keep(context, known, secretOf(known, before)),
    )
  }
  const kept = new Set(alive.map(({ id }) => id))
  for (const { id } of present) if (!kept.has(String(id))) await remove(context, String(id))
  return alive
}

/** Takes back what was registered; what is gone already is fine. */
export async function unregisterWebhooks(
  context: Context<Settings>,
  registered: readonly Registration[],
): Promise<void> {
  for (const { id } of registered) await remove(context, id)
}

function wantedTopics(streams: readonly string[]): readonly string[] {
  const chosen = streams.length === 0 ? Object.keys(topicsOf) : streams
  return [...new Set(chosen.flatMap((stream) => topicsOf[stream] ?? []))]
}

/** All of them, by page numbers: this list knows no offset. */
async function listWebhooks(context: Context<Settings>): Promise<readonly WebhookRow[]> {
  const hooks: WebhookRow[] = []
  for (let page = 1; ; page += 1) {
    const { rows } = await readRows(context, {
      path: 'webhooks',
      query: {
        status: 'all',
        orderby: 'id',
        order: 'asc',
        per_page: '100',
        page: String(page),
        _fields: 'id,topic,status,delivery_url',
      },
    })
    hooks.push(...z.array(webhookRow).parse(rows))
    if (rows.length < 100) return hooks
  }
}

function secretOf({ id }: WebhookRow, before: readonly Registration[]): string | undefined {
  return before.find((one) => one.id === String(id))?.secret
}

/** Letters and digits only: HTML entities in a secret would be decoded before it is used. */
function freshSecret(): string {
  return randomBytes(32).toString('hex')
}

async function create(
  context: Context<Settings>,
  url: string,
  topic: string,
): Promise<Registration> {
  const secret = freshSecret()
  const { json } = await read(context, {
    path: 'webhooks',
    method: 'post',
    effect: 'once',
    body: { name: 'Cartograph', topic, delivery_url: url, secret, status: 'active' },
  })
  return { id: String(z.looseObject({ id: z.int() }).parse(json).id), topic, secret }
}

async function keep(
  context: Context<Settings>,
  { id, topic, status }: WebhookRow,
  known: string | undefined,
): Promise<Registration> {
  const secret = known ?? freshSecret()
  if (status !== 'active' || known === undefined)
    await read(context, {
      path: `webhooks/${id}`,
      method: 'put',
      effect: 'repeatable',
      body: { status: 'active', ...(known === undefined && { secret }) },
    })
  return { id: String(id), topic, secret }
}

async function remove(context: Context<Settings>, id: string): Promise<void> {
  const answer = await ask(context, {
    path: `webhooks/${id}`,
    method: 'delete',
    effect: 'repeatable',
    query: { force: 'true' },
    expect: [404],
  })
  if (answer.status !== 404 && answer.status >= 300) throw answerFault(answer)
}
