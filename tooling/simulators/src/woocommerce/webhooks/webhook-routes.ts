import { assumed, noTrashFor } from '../assumptions.ts'
import { textOr, type JsonObject } from '../json.ts'
import { created, ok, refusal, type Answer } from '../rest/answer.ts'
import { withLinks } from '../rest/links.ts'
import { listAnswer } from '../rest/list-answer.ts'
import { listParameters } from '../rest/list-parameters.ts'
import type { RestRequest, Route } from '../rest/route.ts'
import { selected } from '../rest/selection.ts'
import type { Document, Store } from '../store/store.ts'
import { hooksOf, isTopic } from './topics.ts'
import type { Webhooks } from './webhooks.ts'

/** The endpoints of webhooks. The secret is taken and never shown. */
export function webhookRoutes(store: Store, webhooks: Webhooks): readonly Route[] {
  const hooks = store.documents.webhooks
  const withWebhook = ({ ids }: RestRequest, act: (webhook: Document) => Answer): Answer => {
    const webhook = hooks.get(Number(ids[0]))
    return webhook === undefined ? assumed.invalidWebhook : act(webhook)
  }
  return [
    {
      path: 'wc/v3/webhooks',
      parameters: {
        ...listParameters({
          dates: 'created',
          orderBy: ['date', 'id', 'title'],
          orderByDefault: 'date',
          orderDefault: 'desc',
        }),
        status: {
          type: 'string',
          enum: ['all', 'active', 'paused', 'disabled'],
          default: 'all',
        },
      },
      GET(request) {
        const { query } = request
        const status = query.get('status') ?? 'all'
        const page = selected({
          table: hooks,
          query,
          time: store.time,
          dates: { created: false, modified: false },
          orderBy: query.get('orderby') === 'id' ? 'id' : 'date',
          descending: (query.get('order') ?? 'desc') === 'desc',
          ignoresOffset: true,
          matches: (webhook) => status === 'all' || webhook.status === status,
        })
        return listAnswer(
          request,
          page,
          page.rows.map((webhook) => shownWebhook(store, webhook, request.root)),
        )
      },
      POST({ body, root }) {
        const { topic, delivery_url: deliveryUrl, name, secret } = body
        if (typeof topic !== 'string' || !isTopic(topic)) return invalidTopic
        if (typeof deliveryUrl !== 'string' || !/^https?:\/\//u.test(deliveryUrl))
          return assumed.invalidDeliveryUrl
        const webhook = webhooks.create({
          topic,
          deliveryUrl,
          name:
            typeof name === 'string' ? name : `Webhook created on ${store.time.local(store.now())}`,
          ...(typeof secret === 'string' && { secret }),
        })
        // Nobody waits for it: a webhook to an address that nobody serves is made all the same.
        webhooks.greet(webhook.id)
        return created(shownWebhook(store, webhook, root), `${root}/wc/v3/webhooks/${webhook.id}`)
      },
    },
    {
      path: 'wc/v3/webhooks/#',
      GET: (request) =>
        withWebhook(request, (webhook) => ok(shownWebhook(store, webhook, request.root))),
      PUT: (request) =>
        withWebhook(request, (webhook) => {
          const { topic, delivery_url: deliveryUrl, name, secret, status } = request.body
          if (typeof topic === 'string' && !isTopic(topic)) return invalidTopic
          const updated = webhooks.update(webhook, {
            status: typeof status === 'string' ? status : webhook.status,
            ...(typeof secret === 'string' && { secret }),
            fields: {
              ...webhook.fields,
              ...(typeof topic === 'string' && { topic }),
              ...(typeof deliveryUrl === 'string' && { delivery_url: deliveryUrl }),
              ...(typeof name === 'string' && { name }),
            },
          })
          return ok(shownWebhook(store, updated, request.root))
        }),
      DELETE: (request) =>
        withWebhook(request, (webhook) => {
          const { query, body } = request
          if (!['true', '1'].includes(query.get('force') ?? '') && body['force'] !== true) {
            return noTrashFor('Webhooks')
          }
          webhooks.remove(webhook.id)
          return ok(shownWebhook(store, webhook, request.root))
        }),
    },
  ]
}

export function webhookRow(store: Store, webhook: Document): JsonObject {
  const { local, gmt } = store.time
  const { name = '', topic, delivery_url: deliveryUrl = '' } = webhook.fields
  const text = textOr(topic, '')
  const [resource = '', event = ''] = text.split('.')
  return {
    id: webhook.id,
    name,
    status: webhook.status,
    topic: text,
    resource,
    event,
    hooks: hooksOf(text),
    delivery_url: deliveryUrl,
    date_created: local(webhook.createdAt),
    date_created_gmt: gmt(webhook.createdAt),
    date_modified: local(webhook.modifiedAt),
    date_modified_gmt: gmt(webhook.modifiedAt),
  }
}

function shownWebhook(store: Store, webhook: Document, root: string): JsonObject {
  return withLinks(webhookRow(store, webhook), {
    self: `${root}/wc/v3/webhooks/${webhook.id}`,
    collection: `${root}/wc/v3/webhooks`,
    allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  })
}

const invalidTopic = refusal(
  400,
  'woocommerce_rest_shop_webhook_invalid_topic',
  'Webhook topic is required and must be valid.',
)
