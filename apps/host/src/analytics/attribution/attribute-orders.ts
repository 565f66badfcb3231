import type { AttributionSettings } from '../../config/index.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import { factsOfCampaign, type CampaignFact } from './campaign-facts.ts'
import { attributionModels, chosenTouch } from './choose-touch.ts'
import type { Touch } from './touch.ts'

/** What an order adds to campaigns by each model: nothing where no link led to it. */
export function attributedFacts(
  order: OrderFact,
  touches: readonly Touch[],
  {
    windowMs,
    categoryOf,
  }: Pick<AttributionSettings, 'windowMs'> & {
    readonly categoryOf: (product: string) => string | undefined
  },
): readonly CampaignFact[] {
  return attributionModels.flatMap((model) => {
    const touch = chosenTouch(model, order, touches, windowMs)
    if (touch === undefined) return []
    return factsOfCampaign(order, { model, campaign: touch.campaign, categoryOf })
  })
}
