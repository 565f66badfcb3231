import * as z from 'zod'
import { connection, extra, id, instant, number, reference, requiredText, text } from './fields.ts'

/** A shelf of the catalogue, in a tree. */
export const category = z.strictObject({
  id: id('Native id of the category.'),
  connection: connection(),
  storeId: reference('store', 'The store whose catalogue it is.'),
  parentId: reference('category', 'The category above it.'),
  name: requiredText('Name shown to customers.'),
  slug: text('Name in addresses.'),
  description: text('Text shown to customers.'),
  url: text('Its page.'),
  imageUrl: text('Its picture.'),
  position: number('Place among its neighbours.'),
  createdAt: instant('When it was made.'),
  updatedAt: instant('Last change at the vendor.'),
  extra: extra(),
})

export type Category = z.infer<typeof category>
