import type { Account, TrackedEvent } from './account.ts'
import type { Answer, Asked } from './answer.ts'
import { templatePositions, type RaptorOptions, type RaptorUnknowns } from './options.ts'

/** The events that the vendor names; others are taken for a mistake. Compared without regard to case. */
const knownEvents = new Set([
  'pageview',
  'visit',
  'basket',
  'buy',
  'itemclick',
  'favorite',
  'contentvisit',
  'search',
  'searchclick',
  'searchresult',
  'setuser',
])
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
const address = /^[^\s@]+@[^\s@]+$/
const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** Answers alike whether it took the event or not, as the vendor does; what it did not take is kept with the reason. */
export function answerTracking(
  account: Account,
  unknowns: RaptorUnknowns,
  positions: RaptorOptions['positions'],
  { path, query, method }: Asked,
): Answer {
  const [, customer, endpoint] = /^\/([^/]+)\.(rsa|stream)$/.exec(path) ?? []
  const taken =
    method !== 'GET'
      ? 'it is no GET'
      : customer !== account.customerId
        ? 'no such customer'
        : eventOf(account, unknowns, { ...templatePositions, ...positions }, query, endpoint)
  if (typeof taken === 'string')
    account.dropped.push({ query: `${path}?${query.toString()}`, because: taken })
  else account.events.push(taken)
  switch (unknowns.trackingAnswer) {
    case 'picture':
      return { status: 200, body: picture, contentType: 'image/gif' }
    case 'text':
      return { status: 200, body: '<OK>', contentType: 'text/plain' }
    case 'nothing':
      return { status: 204 }
    default:
      return unknowns.trackingAnswer satisfies never
  }
}

function eventOf(
  account: Account,
  unknowns: RaptorUnknowns,
  positions: Readonly<Record<string, number>>,
  query: URLSearchParams,
  endpoint: string | undefined,
): TrackedEvent | string {
  const isOffline = endpoint === 'stream'
  const names = new Map(Object.entries(positions).map(([name, position]) => [position, name]))
  const values: Record<string, string> = {}
  for (const [parameter, value] of query) {
    const position = Number(/^p(\d{1,3})$/.exec(parameter)?.[1] ?? 0)
    if (position > 0) values[names.get(position) ?? parameter] = value
  }
  const name = (values['eventType'] ?? '').toLowerCase()
  if (!knownEvents.has(name)) return `the event "${name}" is unknown`
  const ruid = query.get('ruid') ?? undefined
  const person =
    ruid === undefined
      ? undefined
      : personOf(ruid, isOffline ? unknowns.offlineUserId : unknowns.onlineUserId)
  if (ruid !== undefined && person === undefined) return 'the person cannot be read'
  const [coid, sid] = [query.get('coid') ?? undefined, query.get('sid') ?? undefined]
  for (const id of [coid, sid])
    if (id !== undefined && !guid.test(id)) return 'an id of the visitor is no GUID'
  const missing = missingOf(name, values, unknowns)
  if (missing !== undefined) return missing
  return {
    at: account.now(),
    endpoint: isOffline ? 'stream' : 'rsa',
    name,
    values,
    coid,
    sid,
    person,
  }
}

function missingOf(
  name: string,
  values: Readonly<Record<string, string>>,
  { basketSeparator }: RaptorUnknowns,
): string | undefined {
  const needs = (field: string) => (values[field] ?? '') === ''
  if ((name === 'visit' || name === 'itemclick' || name === 'buy') && needs('productId'))
    return 'there is no product'
  if (name === 'buy' && needs('orderId')) return 'there is no order'
  for (const amount of ['subtotal', 'itemPrice'] as const)
    if (values[amount] !== undefined && !/^\d+(?:\.\d+)?$/.test(values[amount]))
      return `${amount} is no decimal`
  if (name !== 'basket') return undefined
  const content = values['basketContent']
  if (content === undefined) return 'there is no basket'
  const products = content === '' ? [] : content.split(basketSeparator)
  return new Set(products).size === products.length && !products.includes('')
    ? undefined
    : 'a product stands in the basket more than once, or not at all'
}

function personOf(ruid: string, coding: 'base64' | 'plain'): string | undefined {
  if (coding === 'plain') return address.test(ruid) || /^[\w:-]+$/.test(ruid) ? ruid : undefined
  const bytes = Buffer.from(ruid, 'base64')
  return bytes.toString('base64') === ruid ? bytes.toString('utf8') : undefined
}
