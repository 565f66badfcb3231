import type { Mapping } from '@cartograph/core'
import type { Project, ProjectTable } from '../project.ts'
import { converted } from './amounts.ts'
import { cut, inColumns } from './columns.ts'

/** A product, in the first of its categories. */
export function productMapping({ config }: Project, table: ProjectTable, sink: string): Mapping {
  // A price is of today: it is converted by the day on which the product changed.
  const of = { currency: '$.currency', at: { $firstFilled: ['$.updatedAt', '$.createdAt'] } }
  return {
    id: `dialog-insight-${sink}`,
    from: { entity: 'product' },
    to: { connector: 'dialog-insight', sink },
    fields: {
      key: inColumns(table, { idProduct: '$.id' }),
      values: inColumns(table, {
        Name: cut('$.name', 500),
        Description: '$.description',
        SKU: cut('$.sku', 100),
        Price: converted(config, '$.price', of),
        SalePrice: converted(config, '$.salePrice', of),
        Brand: cut('$.brand', 200),
        idCategory: { $first: '$.categoryIds' },
        URL: cut('$.url', 1_000),
        ImageURL: cut({ $first: '$.imageUrls' }, 1_000),
        Stock: { $integer: '$.stock' },
        isActive: { $equals: ['$.status', 'active'] },
      }),
    },
    onMissing: 'null',
  }
}

export function categoryMapping(_project: Project, table: ProjectTable, sink: string): Mapping {
  return {
    id: `dialog-insight-${sink}`,
    from: { entity: 'category' },
    to: { connector: 'dialog-insight', sink },
    fields: {
      key: inColumns(table, { idCategory: '$.id' }),
      values: inColumns(table, { Name: cut('$.name', 500), idParentCategory: '$.parentId' }),
    },
    onMissing: 'null',
  }
}
