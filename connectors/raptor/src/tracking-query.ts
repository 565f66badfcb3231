import { fault } from '@cartograph/core'
import { assumedBasketSeparator, assumedUserIdCoding } from './assumptions.ts'
import { positionsOf, type PositionName } from './positions.ts'
import type { Settings } from './settings.ts'
import type { BasketItem, EventItem, PurchaseItem, Visitor } from './tracked-item.ts'
import { base64Of, guidOf } from './visitor-id.ts'

/** One request of tracking: what the parameters hold, and who. */
export interface Tracked {
  /** `stream`: a purchase that was not made in the shop on the web. */
  readonly endpoint: 'rsa' | 'stream'
  readonly values: Readonly<Partial<Record<PositionName, string | null | undefined>>>
  /** What makes the session, where none is known. */
  readonly session: string
  readonly visitor: Visitor
  readonly moduleName?: string | null | undefined
}

export function eventOf(config: Settings, item: EventItem): Tracked {
  const { event, favorites, inStock, moduleName, key } = item
  return {
    endpoint: 'rsa',
    values: {
      eventType: event,
      productId: item.productId,
      productName: item.productName,
      categoryPath: item.categoryPath,
      brandId: item.brandId,
      contentId: item.contentId,
      itemPrice: item.itemPrice,
      inStock: inStock === undefined || inStock === null ? undefined : String(inStock),
      masterId: item.masterId,
      favorites:
        favorites === undefined || favorites === null ? undefined : listOf(config, favorites),
    },
    session: key,
    visitor: item,
    moduleName,
  }
}

/** A basket is told whole, and an empty one too, so that Raptor sees that it was emptied. */
export function basketOf(config: Settings, item: BasketItem, products = item.products): Tracked {
  return {
    endpoint: 'rsa',
    values: {
      eventType: 'basket',
      basketContent: listOf(config, products),
      basketId: item.basketId,
    },
    session: item.basketId,
    visitor: item,
  }
}

export function purchaseOf(item: PurchaseItem, endpoint: Tracked['endpoint']): Tracked {
  const { quantity, orderId } = item
  return {
    endpoint,
    values: {
      eventType: 'buy',
      productId: item.productId,
      productName: item.productName,
      categoryPath: item.categoryPath,
      subtotal: item.subtotal,
      currency: item.currency,
      brandId: item.brandId,
      basketId: item.basketId,
      itemPrice: item.itemPrice,
      quantity:
        quantity === undefined || quantity === null ? undefined : String(Math.ceil(quantity)),
      masterId: item.masterId,
      orderId,
    },
    session: orderId,
    visitor: item,
  }
}

/**
 * Path and query of one event.
 *
 * What is empty is left out, but for the content of a basket.
 *
 * @see https://content.raptorservices.com/support/server-side-tracking (read 2026-11)
 */
export function trackingPath(config: Settings, tracked: Tracked): string {
  const { endpoint, values, visitor, moduleName } = tracked
  const isOffline = endpoint === 'stream'
  const positions = positionsOf(config.positions)
  const all = { ...values, userId: visitor.userId }
  const parameters = new Map<number, string>()
  for (const [name, value] of Object.entries(all)) {
    const isKept = name === 'basketContent' ? typeof value === 'string' : isFilled(value)
    if (isKept) parameters.set(positions[name as PositionName], value ?? '')
  }
  for (const [name, value] of Object.entries(visitor.more ?? {})) {
    const position = Number(name.slice(1))
    if (parameters.has(position))
      throw fault({
        kind: 'record',
        message: `\`more.${name}\` stands where another value goes.`,
        hint: 'Choose a parameter that the account has for it; see `positions`.',
        path: ['more', name],
      })
    if (value !== '') parameters.set(position, value)
  }
  const pairs: [string, string | null | undefined][] = [
    ...[...parameters]
      .toSorted(([one], [other]) => one - other)
      .map(([position, value]): [string, string] => [`p${position}`, value]),
    ['sid', visitor.sessionId ?? guidOf(tracked.session)],
    ['coid', visitor.cookieId],
    ['ruid', codedPerson(config, visitor.email, isOffline)],
    ['reaid', visitor.reaId],
    ['am', moduleName],
    ['url', visitor.url],
    ['source', isOffline ? 'webhook' : undefined],
  ]
  const contentName = `p${positions.basketContent}`
  const query = pairs
    .filter(([name, value]) => isFilled(value) || name === contentName)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
  return `/${config.customerId}.${endpoint}?${query.join('&')}`
}

/** Products with the separator between them, each once. */
function listOf(
  { basketSeparator = assumedBasketSeparator }: Settings,
  products: readonly string[],
) {
  const torn = products.find((id) => id.includes(basketSeparator))
  if (torn !== undefined)
    throw fault({
      kind: 'record',
      message: `The product ${torn} has in its id what separates the products of a basket.`,
      hint: 'Choose another `basketSeparator`, and tell it to Raptor’s support.',
      path: ['products'],
    })
  return [...new Set(products)].join(basketSeparator)
}

function codedPerson(
  { userIdCoding = {} }: Settings,
  email: string | null | undefined,
  isOffline: boolean,
): string | undefined {
  if (!isFilled(email)) return undefined
  const coding = isOffline
    ? (userIdCoding.offline ?? assumedUserIdCoding.offline)
    : (userIdCoding.online ?? assumedUserIdCoding.online)
  return coding === 'base64' ? base64Of(email) : email
}

function isFilled(value: string | null | undefined): value is string {
  return value !== undefined && value !== null && value !== ''
}
