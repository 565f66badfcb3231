import type { OrderFact } from '../facts/order-fact.ts'
import { sum } from '../facts/row-amounts.ts'
import type { Campaign } from './campaign.ts'
import type { AttributionModel } from './choose-touch.ts'

/** By what the sales of a campaign are parted; `` is the order as a whole. */
export const campaignParts = ['', 'product', 'category'] as const
export type CampaignPart = (typeof campaignParts)[number]

/** What adds up: sales and returns in minor units of one currency, without tax and shipping; units are thousandths of one. */
export const campaignMeasures = ['orders', 'units', 'unitsBack', 'sales', 'returns'] as const
export type CampaignMeasure = (typeof campaignMeasures)[number]
export type CampaignSums = Readonly<Record<CampaignMeasure, bigint>>

/** What one order adds to the sums of its campaign. */
export interface CampaignFact {
  readonly order: string
  readonly model: AttributionModel
  readonly part: CampaignPart
  /** The product or category; empty where nobody knows, and of the whole order. */
  readonly value: string
  /** The category of a product; empty of all others. */
  readonly category: string
  readonly day: number
  readonly store: string
  readonly currency: string
  readonly campaign: Campaign
  readonly sums: CampaignSums
}

export interface FactOptions {
  readonly model: AttributionModel
  readonly campaign: Campaign
  /** The category that a product is in now, for lines that do not say what theirs was. */
  readonly categoryOf: (product: string) => string | undefined
}

/**
 * What an order adds to the campaign that led to it: as a whole, and once for each product and each category that it has.
 *
 * All of it counts on the day of the order in the zone of its store, with everything that was ever given back of it. A line counts
 * in one category, the first of its product, so that categories add up to the whole.
 */
export function factsOfCampaign(
  order: OrderFact,
  { model, campaign, categoryOf }: FactOptions,
): readonly CampaignFact[] {
  const { id, day, store, currency } = order
  const said = new Map<string, string>()
  for (const { product = '', categories } of order.lines)
    if (categories[0] !== undefined && !said.has(product)) said.set(product, categories[0])
  const categoryNamed = (product: string) => said.get(product) ?? categoryOf(product) ?? ''
  const fact = (
    part: CampaignPart,
    value: string,
    of: readonly OrderPart[],
    category = '',
  ): CampaignFact => {
    const sums = sumsOf(of)
    return { order: id, model, part, value, category, day, store, currency, campaign, sums }
  }
  const parts = partsOf(order)
  const products = Map.groupBy(parts, ({ product }) => product)
  const categories = Map.groupBy(parts, ({ product }) => categoryNamed(product))
  return [
    fact('', '', parts),
    ...[...products].map(([product, own]) => fact('product', product, own, categoryNamed(product))),
    ...[...categories].map(([category, own]) => fact('category', category, own)),
  ]
}

interface OrderPart extends Omit<CampaignSums, 'orders'> {
  readonly product: string
}

/** What was sold and what was given back, a part each. */
function partsOf({ lines, refunds }: OrderFact): readonly OrderPart[] {
  return [
    ...lines.map(({ product = '', quantity, gross, discount }) => {
      return { product, units: quantity, unitsBack: 0n, sales: gross - discount, returns: 0n }
    }),
    ...refunds.flatMap((refund) =>
      refund.lines.map(({ product = '', quantity, items }) => {
        return { product, units: 0n, unitsBack: quantity, sales: 0n, returns: items }
      }),
    ),
  ]
}

function sumsOf(parts: readonly OrderPart[]): CampaignSums {
  return {
    orders: 1n,
    units: sum(parts, ({ units }) => units),
    unitsBack: sum(parts, ({ unitsBack }) => unitsBack),
    sales: sum(parts, ({ sales }) => sales),
    returns: sum(parts, ({ returns }) => returns),
  }
}
