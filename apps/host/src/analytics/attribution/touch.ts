import type { Cart, Event, JsonObject, Order } from '@cartograph/core'
import type { AttributionSettings } from '../../config/index.ts'
import { campaignOf, firstSaid, saysNothing, type Campaign } from './campaign.ts'
import { campaignOfLink, campaignOfValues } from './link-parameters.ts'

/** Rows that can tell of a link that somebody followed. */
export const touchEntities = ['order', 'cart', 'event'] as const
export type TouchEntity = (typeof touchEntities)[number]

/** Somebody came by a link of a campaign. */
export interface Touch {
  /** The row that tells of it. */
  readonly entity: TouchEntity
  readonly id: string
  /** Epoch milliseconds. */
  readonly at: number
  /** The order that the row is, names or became; empty where it says none. */
  readonly order: string
  readonly campaign: Campaign
}

type Settings = Pick<AttributionSettings, 'parameters' | 'clicks'>

/** What a row tells of a link; undefined where it tells of none. */
export function touchOf(
  entity: TouchEntity,
  id: string,
  row: JsonObject,
  settings: Settings,
): Touch | undefined {
  const { campaign, ...told } = toldBy(entity, id, row, settings)
  return saysNothing(campaign) || Number.isNaN(told.at)
    ? undefined
    : { entity, id, ...told, campaign }
}

function toldBy(
  entity: TouchEntity,
  id: string,
  row: JsonObject,
  settings: Settings,
): Omit<Touch, 'entity' | 'id'> {
  switch (entity) {
    case 'order': {
      const order = row as unknown as Order
      // The link of the visit in which it was placed; when that visit began nobody says.
      return { at: Date.parse(order.placedAt), order: id, campaign: ofVisit(order, settings) }
    }
    case 'cart': {
      const cart = row as unknown as Cart
      const at = Date.parse(cart.createdAt)
      return { at, order: cart.orderId ?? '', campaign: ofVisit(cart, settings) }
    }
    case 'event': {
      const event = row as unknown as Event
      const at = Date.parse(event.at)
      return { at, order: event.orderId ?? '', campaign: ofEvent(event, settings) }
    }
    default:
      return entity satisfies never
  }
}

function ofVisit(
  { attribution, extra }: Pick<Order, 'attribution' | 'extra'>,
  { parameters }: Settings,
): Campaign {
  // A visit that began in another way, such as by a search, names its source and is of no campaign.
  const { kind } = attribution ?? {}
  const said = isMissing(kind) || kind === 'utm' ? attribution : undefined
  return firstSaid([
    campaignOf((field) => said?.[field === 'message' ? 'content' : field]),
    campaignOfLink(attribution?.landingPage, parameters),
    campaignOfValues((extra as JsonObject | null | undefined)?.['metadata'], parameters),
  ])
}

function ofEvent(event: Event, { parameters, clicks }: Settings): Campaign {
  const { type, channel, campaign, url, properties } = event
  const isClick = clicks.includes(type)
  return firstSaid([
    campaignOfLink(url, parameters),
    campaignOfValues(properties, parameters),
    campaignOf((field) => {
      if (!isClick || isMissing(campaign)) return undefined
      return field === 'campaign' ? campaign : field === 'medium' ? channel : undefined
    }),
  ])
}

function isMissing(value: unknown): value is null | undefined | '' {
  return value === undefined || value === null || value === ''
}
