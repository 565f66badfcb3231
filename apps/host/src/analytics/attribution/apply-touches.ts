import type { JsonObject, Product } from '@cartograph/core'
import type { AttributionSettings } from '../../config/index.ts'
import {
  addCampaignsDueAfter,
  addCampaignsDueOf,
  changeTouches,
  personsOfThese,
  touchesOf,
  type Dialect,
  type KeptTouch,
  type Work,
} from '../../store/index.ts'
import type { FollowedRow } from '../cubes/followed-row.ts'
import { saidBuyer, type SaysWho } from '../reading/buyers.ts'
import { touchEntities, touchOf, type TouchEntity } from './touch.ts'

/**
 * Keeps what some rows tell of links now, and puts the orders before the follower that those links may have led to, or did so
 * before.
 */
export function* applyTouches(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
  settings: AttributionSettings,
): Work<void> {
  const own = rows.filter(({ entity }) => isTouchEntity(entity))
  const known = yield* touchesOf(dialect, org, own)
  const present: KeptTouch[] = []
  for (const entity of touchEntities)
    present.push(...(yield* keptOf(dialect, org, entity, own, settings)))
  const before = new Map(known.map((touch) => [nameOf(touch), touch]))
  const after = new Map(present.map((touch) => [nameOf(touch), touch]))
  const written = present.filter(
    (touch) => contentOf(touch) !== contentOf(before.get(nameOf(touch))),
  )
  const dropped = known.filter((touch) => !after.has(nameOf(touch)))
  yield* changeTouches(dialect, org, written, dropped)
  const changed = [
    ...dropped,
    ...written,
    ...written.flatMap((touch) => before.get(nameOf(touch)) ?? []),
  ]
  yield* addCampaignsDueAfter(
    dialect,
    org,
    changed.map(({ customer, order_id: order, at }) => ({ customer, order, at })),
    settings.windowMs,
  )
  yield* addCampaignsDueOf(dialect, org, rows.flatMap(categoryOfProduct))
}

function isTouchEntity(entity: string): entity is TouchEntity {
  return (touchEntities as readonly string[]).includes(entity)
}

function* keptOf(
  dialect: Dialect,
  org: string,
  entity: TouchEntity,
  rows: readonly FollowedRow[],
  settings: AttributionSettings,
): Work<readonly KeptTouch[]> {
  const told = rows.flatMap(({ entity: of, id, row }) => {
    const touch =
      of === entity && row !== undefined ? touchOf(entity, id, row, settings) : undefined
    return touch === undefined ? [] : [{ touch, row: row as unknown as SaysWho }]
  })
  const persons = yield* personsOfThese(
    dialect,
    org,
    entity,
    told.map(({ touch: { id } }) => id),
  )
  return told.map(({ touch, row }): KeptTouch => {
    const { id, at, order, campaign } = touch
    const customer = persons.get(id) ?? saidBuyer(row) ?? ''
    return Object.assign({ entity, id, customer, order_id: order, at }, campaign)
  })
}

function categoryOfProduct({
  entity,
  id,
  row,
}: FollowedRow): readonly { product: string; category: string }[] {
  if (entity !== 'product') return []
  return [{ product: id, category: firstCategory(row) ?? '' }]
}

/** The category in which the sales of a product count: its first. */
export function firstCategory(row: JsonObject | undefined): string | undefined {
  return (row as unknown as Product | undefined)?.categoryIds?.[0]
}

function nameOf({ entity, id }: Pick<KeptTouch, 'entity' | 'id'>): string {
  return `${entity}/${id}`
}

function contentOf(touch: KeptTouch | undefined): string {
  if (touch === undefined) return ''
  const { customer, order_id, at, source, medium, campaign, message } = touch
  return JSON.stringify([customer, order_id, at, source, medium, campaign, message])
}
