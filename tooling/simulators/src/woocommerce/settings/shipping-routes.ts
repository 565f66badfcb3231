import { assumed } from '../assumptions.ts'
import type { JsonObject } from '../json.ts'
import { ok } from '../rest/answer.ts'
import { withLinks } from '../rest/links.ts'
import { listAnswer } from '../rest/list-answer.ts'
import type { RestRequest, Route } from '../rest/route.ts'
import type { Store } from '../store/store.ts'

const zones = [
  { id: 0, name: 'Locations not covered by your other zones', order: 0 },
  { id: 1, name: 'Norden', order: 0 },
] as const

const methods = [
  ['flat_rate', 'Flat rate'],
  ['free_shipping', 'Free shipping'],
  ['local_pickup', 'Local pickup'],
] as const

/** Shipping zones with their methods, and the payment gateways: short lists that are read and not written. */
export function shippingRoutes(store: Store): readonly Route[] {
  return [
    {
      path: 'wc/v3/shipping/zones',
      GET: (request) =>
        whole(
          request,
          zones.map((zone) => shownZone(zone, request.root)),
        ),
    },
    {
      path: 'wc/v3/shipping/zones/#',
      GET: ({ ids, root }) => {
        const zone = zones.find(({ id }) => id === Number(ids[0]))
        return zone === undefined ? assumed.invalidZone : ok(shownZone(zone, root))
      },
    },
    {
      path: 'wc/v3/shipping/zones/#/methods',
      GET: ({ ids }) =>
        ok(
          Number(ids[0]) === 1
            ? methods.map(([id, title], position) => ({
                id: position + 1,
                instance_id: position + 1,
                title,
                order: position + 1,
                enabled: true,
                method_id: id,
                method_title: title,
                method_description: '',
              }))
            : [],
        ),
    },
    {
      path: 'wc/v3/shipping_methods',
      GET: () => ok(methods.map(([id, title]) => ({ id, title, description: '' }))),
    },
    {
      path: 'wc/v3/payment_gateways',
      GET: (request) =>
        whole(
          request,
          gateways.map((gateway) => shownGateway(store, gateway, request.root)),
        ),
    },
    {
      path: 'wc/v3/payment_gateways/*',
      GET: ({ ids, root }) => {
        const gateway = gateways.find(({ id }) => id === ids[0])
        return gateway === undefined
          ? assumed.invalidGateway
          : ok(shownGateway(store, gateway, root))
      },
    },
  ]
}

function whole(request: RestRequest, rows: readonly JsonObject[]) {
  return listAnswer(request, { rows, total: rows.length, pages: 1, page: 1 }, rows)
}

function shownZone(zone: JsonObject & { readonly id: number }, root: string): JsonObject {
  const self = `${root}/wc/v3/shipping/zones/${zone.id}`
  return withLinks(zone, {
    self,
    collection: `${root}/wc/v3/shipping/zones`,
    allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    more: { describedby: [{ href: `${self}/locations` }] },
  })
}

const gateways = [
  { id: 'bacs', title: 'Direct bank transfer', method: 'Direct bank transfer', enabled: true },
  { id: 'cheque', title: 'Check payments', method: 'Check payments', enabled: false },
  { id: 'cod', title: 'Cash on delivery', method: 'Cash on delivery', enabled: false },
] as const

function shownGateway(
  store: Store,
  { id, title, method, enabled }: (typeof gateways)[number],
  root: string,
): JsonObject {
  return withLinks(
    {
      id,
      title,
      description: `Pay by ${title.toLowerCase()}.`,
      order: '',
      enabled,
      method_title: method,
      method_description: 'Take payments in person.',
      method_supports: ['products'],
      settings: {
        title: setting('title', 'Title', 'What the buyer sees at the checkout.', title),
        instructions: setting('instructions', 'Instructions', 'What the buyer is told after.', ''),
      },
      needs_setup: false,
      post_install_scripts: [],
      settings_url: `${store.homeUrl()}/wp-admin/admin.php?page=wc-settings&tab=checkout&path=/offline/${id}`,
      connection_url: null,
      setup_help_text: null,
      required_settings_keys: [],
    },
    {
      self: `${root}/wc/v3/payment_gateways/${id}`,
      collection: `${root}/wc/v3/payment_gateways`,
      allow: ['GET', 'POST', 'PUT', 'PATCH'],
    },
  )
}

function setting(name: string, label: string, description: string, value: string): JsonObject {
  return {
    id: name,
    label,
    description,
    type: 'safe_text',
    value,
    default: value,
    tip: description,
    placeholder: '',
  }
}
