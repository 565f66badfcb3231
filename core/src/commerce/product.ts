import * as z from 'zod'
import { id, withCurrency } from './fields.ts'
import { goods, goodsAmounts } from './goods.ts'

/** Something that is sold; what differs by size or colour is in its variants. */
export const product = withCurrency(
  z.strictObject({ id: id('Native id of the product.'), ...goods }),
  goodsAmounts,
)

export type Product = z.infer<typeof product>
