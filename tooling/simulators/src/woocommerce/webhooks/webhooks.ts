import { createHash, createHmac } from 'node:crypto'

import type { Draws } from '../../shop/random.ts'
import { phpJson, textOr, type Json } from '../json.ts'
import type { Document, Store, StoreEvent } from '../store/store.ts'
import { post, type Delivered, type Delivery } from './post.ts'
import { topicOf } from './topics.ts'

/** What goes wrong on the way of webhooks. Shares are from 0 to 1. */
export interface WebhookWeather {
  /** Never sent. */
  readonly missing: number
  /** Sent twice. */
  readonly doubled: number
  /** Not sent this time, but the next. */
  readonly late: number
  /** WordPress refuses addresses of its own network, as it does by default: nothing arrives, and each try is a failure. */
  readonly refusesLocal: boolean
  /** Sent in an order of chance. */
  readonly reordered: boolean
}

export interface Webhooks {
  readonly deliveries: readonly Delivered[]
  create(fields: {
    readonly name: string
    readonly topic: string
    readonly deliveryUrl: string
    readonly secret?: string
  }): Document
  update(
    webhook: Document,
    change: {
      readonly secret?: string
      readonly fields: Document['fields']
      readonly status: string
    },
  ): Document
  remove(id: number): void
  /** Begins to send the ping that greets a new webhook. */
  greet(id: number): void
  /** Sends what waits. The bodies are made now, so they show the last state and not that of the event. */
  deliver(): Promise<void>
}

/** Consecutive failures after which a webhook is switched off. Nobody is told. */
const failuresAllowed = 5

export function webhooksOf(
  store: Store,
  options: {
    readonly body: (event: StoreEvent) => Json
    readonly weather: () => WebhookWeather
    readonly chance: Draws
  },
): Webhooks {
  const secrets = new Map<number, string>()
  const failures = new Map<number, number>()
  const deliveries: Delivered[] = []
  // By webhook, topic and record: what waits already is not queued again.
  let waiting = new Map<string, { readonly webhookId: number; readonly event: StoreEvent }>()
  const hooks = store.documents.webhooks
  let greetings: Promise<unknown> = Promise.resolve()

  store.listen((event) => {
    const topic = topicOf(event)
    for (const { id, status, fields } of hooks.sorted('id')) {
      if (status === 'active' && fields['topic'] === topic) {
        waiting.set(`${id} ${topic} ${event.id}`, { webhookId: id, event })
      }
    }
  })

  const send = async (delivery: Delivery, webhook: Document) => {
    const { refusesLocal } = options.weather()
    const delivered: Omit<Delivered, 'webhookId'> = refusesLocal
      ? delivery
      : await post(
          delivery,
          `WooCommerce/${store.version.woocommerce} Hookshot (WordPress/${store.version.wordpress})`,
        )
    deliveries.push({ ...delivered, webhookId: webhook.id })
    return delivered
  }

  const ping = async (id: number) => {
    const webhook = hooks.get(id)
    if (webhook === undefined) return
    const body = Buffer.from(`webhook_id=${id}`)
    await send(
      {
        url: textOr(webhook.fields['delivery_url'], ''),
        headers: [],
        contentType: 'application/x-www-form-urlencoded',
        body,
      },
      webhook,
    )
  }

  const deliverOne = async (webhookId: number, event: StoreEvent) => {
    const webhook = hooks.get(webhookId)
    if (webhook === undefined || webhook.status !== 'active') return
    const body = Buffer.from(phpJson(bodyOf(event, options.body)))
    const second = Math.floor(store.now() / 1_000)
    const { response } = await send(
      {
        url: textOr(webhook.fields['delivery_url'], ''),
        contentType: 'application/json',
        headers: [
          ['X-WC-Webhook-Source', `${store.homeUrl()}/`],
          ['X-WC-Webhook-Topic', topicOf(event)],
          ['X-WC-Webhook-Resource', event.resource],
          ['X-WC-Webhook-Event', event.event],
          [
            'X-WC-Webhook-Signature',
            createHmac('sha256', withoutEntities(secrets.get(webhookId) ?? ''))
              .update(body)
              .digest('base64'),
          ],
          ['X-WC-Webhook-ID', String(webhookId)],
          // Made from the webhook and the second, so deliveries of one second share it.
          [
            'X-WC-Webhook-Delivery-ID',
            createHash('md5').update(`${webhookId}${second}`).digest('hex'),
          ],
        ],
        body,
      },
      webhook,
    )
    const count = isSuccess(response) ? 0 : (failures.get(webhookId) ?? 0) + 1
    failures.set(webhookId, count)
    // It may have been changed or deleted while the receiver thought about it.
    const current = hooks.get(webhookId)
    if (current === undefined) return
    hooks.put({
      ...current,
      modifiedAt: store.now(),
      status: count > failuresAllowed ? 'disabled' : current.status,
    })
    if (count > 0) await ping(webhookId)
  }

  return {
    deliveries,
    create({ name, topic, deliveryUrl, secret }) {
      const id = store.nextId('webhook')
      const now = store.now()
      secrets.set(id, secret ?? createHash('md5').update(`secret ${id} ${now}`).digest('hex'))
      const webhook: Document = {
        id,
        createdAt: now,
        modifiedAt: now,
        status: 'active',
        parent: 0,
        fields: { name, topic, delivery_url: deliveryUrl },
      }
      hooks.put(webhook)
      return webhook
    },
    update(webhook, { secret, fields, status }) {
      if (secret !== undefined) secrets.set(webhook.id, secret)
      // Switched on again, it starts anew.
      if (status === 'active') failures.delete(webhook.id)
      const updated = { ...webhook, fields, status, modifiedAt: store.now() }
      hooks.put(updated)
      return updated
    },
    remove: (id) => hooks.remove(id),
    greet(id) {
      greetings = Promise.all([greetings, ping(id)])
    },
    async deliver() {
      await greetings
      const { missing, doubled, late, reordered } = options.weather()
      const due = [...waiting]
      waiting = new Map()
      if (reordered) due.sort(() => options.chance.unit() - 0.5)
      for (const [key, { webhookId, event }] of due) {
        if (options.chance.chance(late)) {
          waiting.set(key, { webhookId, event })
          continue
        }
        if (options.chance.chance(missing)) continue
        await deliverOne(webhookId, event)
        if (options.chance.chance(doubled)) await deliverOne(webhookId, event)
      }
    },
  }
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
}

/** The plugin decodes entities in the secret before it signs, so a secret that contains one signs as another. */
function withoutEntities(secret: string): string {
  return secret.replaceAll(/&(?:amp|lt|gt|quot|#039);/gu, (entity) => entities[entity] ?? entity)
}

function bodyOf(event: StoreEvent, shown: (event: StoreEvent) => Json): Json {
  if (event.resource === 'action') return { action: event.event, arg: event.id }
  return event.event === 'deleted' ? { id: event.id } : shown(event)
}

function isSuccess(response: number | undefined): boolean {
  if (response === undefined) return false
  return (response >= 200 && response < 300) || response === 301 || response === 302
}
