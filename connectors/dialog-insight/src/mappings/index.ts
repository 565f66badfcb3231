import type { Mapping } from '@cartograph/core'
import { fileSink } from '../files.ts'
import type { Project, ProjectTable } from '../project.ts'
import type { TableRole } from '../tables.ts'
import { cartItemMapping, cartMapping } from './cart.ts'
import { categoryMapping, productMapping } from './catalogue.ts'
import { customerMapping } from './contact.ts'
import { itemMapping } from './item.ts'
import { transactionMapping } from './order.ts'

type Maker = (project: Project, table: ProjectTable, sink: string) => Mapping

const makers: Readonly<Record<TableRole, Maker>> = {
  transaction: transactionMapping,
  item: itemMapping,
  product: productMapping,
  category: categoryMapping,
  cart: cartMapping,
  cartItem: cartItemMapping,
}

/** The commerce model as Dialog Insight takes it, for tables and for their files. What is in other tables only a merchant knows. */
export function mappingsOf(project: Project): readonly Mapping[] {
  const { config, contactKey, link, tables } = project
  // Without the key nobody can be named.
  if (contactKey.length === 0) return []
  const pairs = (sink: string, inFiles: boolean) =>
    config.files === true && inFiles ? [sink, fileSink(sink)] : [sink]
  return [
    ...pairs('contacts', true).map((sink) => customerMapping(project, sink)),
    ...tables.flatMap((table) => {
      const { role, sink, contact } = table
      if (role === 'other') return []
      return pairs(sink, contact === undefined || link === 'key').map((one) =>
        makers[role](project, table, one),
      )
    }),
  ]
}
