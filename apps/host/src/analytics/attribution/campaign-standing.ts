import type { AttributionSettings } from '../../config/index.ts'
import {
  changesAfter,
  isCampaignDue,
  readConsumer,
  readHead,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { salesStanding } from '../cubes/sales-standing.ts'
import { touchEntities } from './touch.ts'

/** No delivery can be called so: their names have no colon. */
export const consumerId = 'computed:campaigns'
/** Raised where the same rows are attributed in another way. */
const rules = 1
/** So many changes are looked at for one that matters. */
const page = 250

/** Rows that tell of links, and products, whose categories sales are counted in. */
export const campaignEntities: readonly string[] = [...touchEntities, 'product']

/** What campaigns were found out with: another one has all of it found out anew. */
export function campaignVersion({ parameters, clicks, windowMs }: AttributionSettings): string {
  return JSON.stringify([rules, parameters, clicks, windowMs])
}

export interface CampaignStanding {
  /** They were made from all rows once, by these settings. */
  readonly isMade: boolean
  /** They are as the rows are: nothing changed since. */
  readonly isCurrent: boolean
}

export function* campaignStanding(
  dialect: Dialect,
  org: string,
  settings: AttributionSettings,
): Work<CampaignStanding> {
  const consumer = yield* readConsumer(dialect, org, consumerId)
  const head = yield* readHead(dialect, org)
  const sales = yield* salesStanding(dialect, org)
  const isMade =
    sales.isMade &&
    consumer !== undefined &&
    consumer.backfillId === undefined &&
    consumer.version === campaignVersion(settings) &&
    consumer.epoch === head.epoch
  if (!isMade || !sales.isCurrent) return { isMade, isCurrent: false }
  for (const lane of ['live', 'bulk'] as const) {
    const changes = yield* changesAfter(dialect, org, lane, consumer[lane], page)
    if (changes.length === page || changes.some(({ entity }) => campaignEntities.includes(entity)))
      return { isMade, isCurrent: false }
  }
  return { isMade, isCurrent: !(yield* isCampaignDue(dialect, org)) }
}
