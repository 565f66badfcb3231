import type { Expression, Mapping } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { converted, type Of } from './amounts.ts'

/** Rows of the catalogue beside an order, up to a thousand: categories for their names, and with Contactplan products too. */
export function catalogueRows({ profiles = [] }: Settings): NonNullable<Mapping['with']> {
  const where = { connection: '$.connection' }
  const rows = (entity: string) => ({ entity, where, take: 'all' as const, follow: false })
  return {
    categories: rows('category'),
    ...(profiles.includes('contactplan') && { products: rows('product') }),
  }
}

const named: Expression = { $flatten: { $each: '$row.lines', as: '$.categoryIds' } }
const bought: Expression = { $each: '$row.lines', as: '$.productId' }

/** Of the catalogue, what the lines of the order name. */
export function catalogueOf({ profiles = [] }: Settings): Readonly<Record<string, Expression>> {
  return {
    categories: {
      $each: { $filter: '$categories', where: { $in: ['$.id', { $coalesce: [named, []] }] } },
      as: { id: '$.id', name: '$.name' },
    },
    ...(profiles.includes('contactplan') && {
      products: {
        $each: { $filter: '$products', where: { $in: ['$.id', { $coalesce: [bought, []] }] } },
        as: { id: '$.id', vendor: '$.brand', attributes: '$.attributes' },
      },
    }),
  }
}

/** Lines of an order as products of an event. */
export function soldProducts(config: Settings, of: Of): Expression {
  return {
    $each: '$.lines',
    as: {
      id: { $firstFilled: ['$.productId', '$.sku', '$.id'] },
      sku: '$.sku',
      name: '$.name',
      type: 'sale',
      quantity: '$.quantity',
      price: converted(config, '$.unitPrice', of),
      subtotal: converted(config, '$.subtotal', of),
      discount: converted(config, '$.discountTotal', of),
      tax: converted(config, '$.taxTotal', of),
      category: '$.categoryIds',
    },
  }
}
