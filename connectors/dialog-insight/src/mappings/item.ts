import type { Mapping } from '@cartograph/core'
import type { Project, ProjectTable } from '../project.ts'
import { converted } from './amounts.ts'
import { cut, inColumns } from './columns.ts'
import { ordersOf } from './order.ts'

/** A line of an order that counts. */
export function itemMapping(project: Project, table: ProjectTable, sink: string): Mapping {
  const { config } = project
  const of = { currency: '$row.currency', at: '$row.placedAt' }
  return {
    id: `dialog-insight-${sink}`,
    from: { entity: 'order' },
    to: { connector: 'dialog-insight', sink },
    ...ordersOf(project),
    each: '$.lines',
    fields: {
      key: inColumns(table, {
        idTransaction: '$row.id',
        idItem: { $firstFilled: ['$.id', '$.variantId', '$.productId', '$.sku'] },
      }),
      values: inColumns(table, {
        ProductName: cut('$.name', 100),
        Status: '$row.status',
        idProduct: '$.productId',
        Quantity: '$.quantity',
        UnitPrice: converted(config, '$.unitPrice', of),
        Discount: converted(config, '$.discountTotal', of),
        Total: converted(config, '$.total', of),
        SKU: cut('$.sku', 100),
      }),
    },
    onMissing: 'null',
  }
}
