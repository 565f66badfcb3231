import type { Mapping } from '@cartograph/core'
import type { Project, ProjectTable } from '../project.ts'
import { converted } from './amounts.ts'
import { cut, inColumns } from './columns.ts'
import { isFilled, keyOfOrder } from './contact-key.ts'

/** Baskets that hold something, of somebody who can be named. */
function cartsOf({ contactKey }: Project): Pick<Mapping, 'with' | 'when'> {
  return {
    with: {
      customer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: true },
    },
    when: {
      $and: [
        { $in: ['$.status', ['open', 'abandoned', 'recovered']] },
        isFilled(keyOfOrder(contactKey)),
      ],
    },
  }
}

export function cartMapping(project: Project, table: ProjectTable, sink: string): Mapping {
  const { config, contactKey } = project
  const of = { currency: '$.currency', at: '$.createdAt' }
  return {
    id: `dialog-insight-${sink}`,
    from: { entity: 'cart' },
    to: { connector: 'dialog-insight', sink },
    ...cartsOf(project),
    fields: {
      key: inColumns(table, { idCart: '$.id' }),
      ...(table.contact !== undefined && { contact: keyOfOrder(contactKey) }),
      values: inColumns(table, {
        Total: converted(config, '$.total', of),
        URL: cut('$.recoveryUrl', 1_000),
        dtCartCreatedAt: { datetime: '$.createdAt' },
        dtCartUpdatedAt: { datetime: '$.updatedAt' },
      }),
    },
    onMissing: 'null',
  }
}

export function cartItemMapping(project: Project, table: ProjectTable, sink: string): Mapping {
  const { config } = project
  const of = { currency: '$row.currency', at: '$row.createdAt' }
  return {
    id: `dialog-insight-${sink}`,
    from: { entity: 'cart' },
    to: { connector: 'dialog-insight', sink },
    ...cartsOf(project),
    each: '$.lines',
    fields: {
      key: inColumns(table, {
        idCart: '$row.id',
        idProduct: { $firstFilled: ['$.productId', '$.variantId', '$.sku', '$.id'] },
      }),
      values: inColumns(table, {
        ProductName: cut('$.name', 100),
        Quantity: '$.quantity',
        UnitPrice: converted(config, '$.unitPrice', of),
      }),
    },
    onMissing: 'null',
  }
}
