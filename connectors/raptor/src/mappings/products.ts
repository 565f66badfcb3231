import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { native } from './ids.ts'

/** Of the variant, or else of its product. */
function own(field: string): Expression {
  return { $firstFilled: [`$.${field}`, `$row.${field}`] }
}

/** A price of the one that has the amount; a variant with a price of its own has the reduced one of its product never. */
function price(present: boolean): Expression {
  const of = (row: string): Expression =>
    present ? { $firstFilled: [`${row}.salePrice`, `${row}.price`] } : `${row}.price`
  return {
    $if: { $isMissing: '$.price' },
    then: { $decimal: of('$row'), currency: '$row.currency' },
    else: { $decimal: of('$'), currency: own('currency') },
  }
}

/** A row for each variant, and for each product without variants; for the feed, and for the stream of the catalogue. */
export function productMappings({ productIds = 'native' }: Settings): readonly Mapping[] {
  const idOf: Expression =
    productIds === 'sku' ? { $firstFilled: ['$.sku', native('$.id')] } : native('$.id')
  const fields = {
    ProductId: idOf,
    MasterId: native('$row.id'),
    ProductName: own('name'),
    descriptionHtml: own('description'),
    categories: {
      $each: {
        $filter: '$categories',
        where: { $contains: ['$row.categoryIds', '$.id'] },
      },
      as: { id: native('$.id'), name: '$.name', parentId: native('$.parentId') },
    },
    BrandId: own('brand'),
    OriginalPrice: price(false),
    OnSalePrice: price(true),
    Currency: own('currency'),
    ImageUrl: { $first: { $flatten: ['$.imageUrls', '$row.imageUrls'] } },
    ProductUrl: own('url'),
    InStock: { $equals: [{ $coalesce: ['$.inStock', '$row.inStock', true] }, true] },
  }
  const mapping = (id: string, sink: string, more: Readonly<Record<string, Expression>>) => ({
    id,
    from: { entity: 'product' },
    to: { connector: 'raptor', sink },
    with: {
      variants: {
        entity: 'variant',
        where: { productId: '$.id' },
        take: 'all' as const,
        orderBy: 'id',
        follow: true,
      },
      categories: {
        entity: 'category',
        where: { connection: '$.connection' },
        take: 'all' as const,
        // They may be read after the products.
        follow: true,
      },
    },
    when: { $equals: [{ $coalesce: ['$.status', 'active'] }, 'active'] },
    each: {
      $firstFilled: [
        {
          $filter: '$variants',
          where: { $equals: [{ $coalesce: ['$.status', 'active'] }, 'active'] },
        },
        ['$'],
      ],
    },
    fields: { ...fields, ...more },
  })
  return [
    mapping('raptor-product', 'catalogue', {}),
    mapping('raptor-product-stream', 'products', { UpdatedAt: own('updatedAt') }),
  ]
}
