import type { Json } from '@cartograph/core'
import * as z from 'zod'
import { assumedBasketSeparator } from './assumptions.ts'
import { category, categoryPathOf } from './category-path.ts'
import { columnValue, nameIssues, type ColumnRow } from './columns.ts'
import { plainText } from './plain-text.ts'
import type { Settings } from './settings.ts'
import { decimalText } from './tracked-item.ts'

const text = (description: string) => z.string().nullish().meta({ description })
const address = (description: string) =>
  z.url({ protocol: /^https?$/, error: 'expected an address with https://' }).meta({ description })

/**
 * A row of the catalogue: a variant, or a product without variants. Columns of one's own may stand beside.
 *
 * @see https://support.raptorsmartadvisor.com/hc/en-us/articles/203898201 (read 2026-11)
 */
export function productItemOf({ basketSeparator = assumedBasketSeparator }: Settings) {
  return z
    .object({
      ProductId: z
        .string()
        .min(1)
        .refine((id) => !id.includes(basketSeparator), {
          message: 'holds what separates the products of a basket (`basketSeparator`)',
        })
        .meta({ description: 'Equals the product of tracking. One a page of the shop.' }),
      MasterId: text('The product of the variant.'),
      ProductName: z.string().min(1).meta({ description: 'Its name.' }),
      Description: text('Plain text.'),
      descriptionHtml: text('The same as HTML, of which the words are sent.'),
      CategoryPath: text('`id#name;id#name`, from the top.'),
      categories: z.array(category).nullish().meta({
        description: 'Its categories, `{ id, name, parentId }`, of which the path is made.',
      }),
      BrandId: text('Its brand.'),
      OriginalPrice: decimalText.meta({ description: 'The regular price.' }),
      OnSalePrice: decimalText.meta({
        description: 'The present price. Raptor tells of it when it falls.',
      }),
      Currency: text('ISO 4217.'),
      ImageUrl: address('The main picture.'),
      ProductUrl: address('Its page.'),
      InStock: z.boolean().meta({ description: 'Raptor tells of it when it becomes true.' }),
      UpdatedAt: z.iso.datetime({ offset: true }).nullish().meta({
        description: 'When it changed. In streams only.',
      }),
    })
    .catchall(columnValue)
    .superRefine(nameIssues)
}
export type ProductItem = z.infer<ReturnType<typeof productItemOf>>

/** The columns of a product in the order of the names, with the prices as numbers. */
export function productRow(item: ProductItem): ColumnRow {
  const { categories, descriptionHtml, OriginalPrice, OnSalePrice, ...rest } = item
  const { Description, CategoryPath } = rest
  const words =
    descriptionHtml === undefined || descriptionHtml === null ? null : plainText(descriptionHtml)
  return {
    ...withoutUndefined(rest),
    Description: Description ?? words,
    CategoryPath: CategoryPath ?? categoryPathOf(categories ?? []) ?? null,
    OriginalPrice: Number(OriginalPrice),
    OnSalePrice: Number(OnSalePrice),
  }
}

export function withoutUndefined(row: Readonly<Record<string, Json | undefined>>): ColumnRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
