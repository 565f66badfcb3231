import type { Expression, Mapping } from '@cartograph/core'
import { productIdIn } from '../product-id.ts'
import type { Settings } from '../settings.ts'

type From = 'product' | 'variant'

/** Products, or their variants, as the document and the pushed products have them. */
export function productMappings(config: Settings): readonly Mapping[] {
  return (['product', 'variant'] as const).flatMap((from) =>
    (['products', 'pushedProducts'] as const).map((sink) => productMapping(config, from, sink)),
  )
}

function productMapping(config: Settings, from: From, sink: string): Mapping {
  const of = (field: string): Expression =>
    from === 'product' ? `$.${field}` : { $firstFilled: [`$.${field}`, `$product.${field}`] }
  const currency = of('currency')
  const price = of('price')
  // A variant with a price of its own is reduced only where it says so itself.
  const reduced: Expression =
    from === 'product'
      ? '$.salePrice'
      : { $if: { $isMissing: '$.price' }, then: of('salePrice'), else: '$.salePrice' }
  const sale: Expression = { $integer: { $min: [price, { $firstFilled: [reduced, price] }] } }
  return {
    id: `heyloyalty-${from}-${sink === 'products' ? 'document' : 'push'}`,
    from: { entity: from },
    to: { connector: 'heyloyalty', sink },
    with: {
      ...(from === 'variant' && {
        product: { entity: 'product', where: { id: '$.productId' }, take: 'one', follow: true },
      }),
      category: {
        entity: 'category',
        where: { id: { $first: of('categoryIds') } },
        take: 'one',
        follow: true,
      },
    },
    when: {
      $and: [
        { $equals: [{ $coalesce: [of('status'), 'active'] }, 'active'] },
        { $not: { $isBlank: of('name') } },
        { $not: { $isBlank: of('url') } },
        { $not: { $isMissing: price } },
      ],
    },
    fields: {
      productId: productIdIn(config, '$.id'),
      name: of('name'),
      url: of('url'),
      originalPrice: { $decimal: price, currency },
      salePrice: { $decimal: sale, currency },
      discount: {
        $if: { $greater: [price, 0] },
        then: {
          $string: {
            $round: { $divide: [{ $multiply: [{ $subtract: [price, sale] }, 100] }, price] },
          },
        },
      },
      description: of('description'),
      imageUrl: { $first: of('imageUrls') },
      currency,
      categoryId: productIdIn(config, { $first: of('categoryIds') }),
      categoryName: '$category.name',
      brandName: of('brand'),
      inStock: { $string: of('inStock') },
    },
  }
}
