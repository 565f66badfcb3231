import * as z from 'zod'
import { connection, extra, id, instant, number, reference, text } from './fields.ts'

/** How much of one thing lies at one place. */
export const stockLevel = z.strictObject({
  id: id('Native id, or one made of thing and place.'),
  connection: connection(),
  storeId: reference('store', 'Where it lies.'),
  productId: reference('product', 'What lies there.'),
  variantId: reference('variant', 'Which form of it.'),
  sku: text('Stock keeping unit.'),
  quantity: z
    .number()
    .meta({ description: 'How much is there; may be negative where more was sold.' }),
  reserved: number('How much of it is promised.'),
  incoming: number('How much is ordered from suppliers.'),
  location: text('Shelf or warehouse.'),
  updatedAt: instant('Last change at the vendor.'),
  extra: extra(),
})

export type StockLevel = z.infer<typeof stockLevel>
