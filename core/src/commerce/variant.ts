import * as z from 'zod'
import { id, reference, withCurrency } from './fields.ts'
import { goods, goodsAmounts } from './goods.ts'

/** One form of a product that can be bought: a size, a colour. */
export const variant = withCurrency(
  z.strictObject({
    id: id('Native id of the variant.'),
    productId: reference('product', 'What it is a form of.'),
    ...goods,
  }),
  goodsAmounts,
)

export type Variant = z.infer<typeof variant>
