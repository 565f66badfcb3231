import * as z from 'zod'
import { assumedFavoritesPosition } from './assumptions.ts'

/**
 * Which parameter holds what: the vendor's template. An account's own stands in the control panel, under Integrations,
 * Implementing tracking.
 *
 * @see https://content.raptorservices.com/help-center/tracking-events-parameters-reference (read 2026-11)
 */
const template = {
  eventType: 1,
  productId: 2,
  productName: 3,
  categoryPath: 4,
  subtotal: 5,
  currency: 6,
  userId: 7,
  brandId: 8,
  contentId: 9,
  basketContent: 10,
  basketId: 11,
  itemPrice: 12,
  quantity: 13,
  inStock: 15,
  masterId: 18,
  orderId: 21,
  favorites: assumedFavoritesPosition,
} as const

export type PositionName = keyof typeof template
export type Positions = Readonly<Record<PositionName, number>>

const names = Object.keys(template) as readonly PositionName[]

const position = z.int().min(1).max(999).optional()
const each = Object.fromEntries(
  names.map((name) => [name, position.meta({ description: `Default ${template[name]}.` })]),
) as Record<PositionName, typeof position>

export const positionSettings = z.strictObject(each).superRefine((given, context) => {
  const found = new Map<number, PositionName>()
  const all = positionsOf(given)
  for (const name of names) {
    const other = found.get(all[name])
    found.set(all[name], name)
    // A basket and a list of favourites are never told by one event.
    if (other === undefined || (other === 'basketContent' && name === 'favorites')) continue
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `stands at p${all[name]}, as \`${other}\` does; expected a position of its own`,
    })
  }
})

export function positionsOf(given: z.infer<typeof positionSettings> = {}): Positions {
  return { ...template, ...Object.fromEntries(Object.entries(given).filter(isGiven)) }
}

function isGiven([, value]: readonly [string, number | undefined]): boolean {
  return value !== undefined
}
