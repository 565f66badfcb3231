import {
  bigint,
  index,
  narrowTable,
  smallint,
  table,
  text,
  type Column,
  type SchemaStep,
} from './schema-steps.ts'
import { salesDimensions, salesMeasures } from './sales-tables.ts'

const measures = columns(salesMeasures, bigint)

/** The tables that figures are summed from. */
export const salesSteps: readonly SchemaStep[] = [
  table('sales_fact', ['org', 'source', 'clock', 'id'], {
    org: text,
    source: text,
    clock: smallint,
    id: text,
    day: bigint,
    at: bigint,
    customer: text,
    first_day: bigint,
    ...columns(salesDimensions, text),
    ...measures,
  }),
  index('sales_fact_day', 'sales_fact', ['org', 'clock', 'day']),
  // With all that is asked for by customer, so that a planner without statistics has no better way.
  index(
    'sales_fact_customer',
    'sales_fact',
    ['org', 'customer', 'at', 'source', 'day', 'first_day', 'customer_kind'],
    { where: "clock = 0 and customer <> ''" },
  ),
  index('sales_fact_buyers', 'sales_fact', ['org', 'day', 'customer', 'first_day', 'store'], {
    where: "clock = 0 and customer <> ''",
  }),
  narrowTable(
    'sales_cube',
    ['org', 'dimension', 'clock', 'day', 'store', 'currency', 'value'],
    {
      org: text,
      dimension: text,
      clock: smallint,
      day: bigint,
      store: text,
      currency: text,
      value: text,
      facts: bigint,
      ...measures,
    },
    { fillPercent: 80 },
  ),
  table('sales_refund', ['org', 'id'], { org: text, id: text, source: text }),
  index('sales_refund_source', 'sales_refund', ['org', 'source', 'id']),
  narrowTable('sales_product', ['org', 'product', 'source'], {
    org: text,
    product: text,
    source: text,
  }),
  index('sales_product_source', 'sales_product', ['org', 'source', 'product']),
  table('sales_cost', ['org', 'id', 'entity', 'currency'], {
    org: text,
    id: text,
    entity: text,
    currency: text,
    cost: bigint,
  }),
  table('sales_store', ['org', 'store'], { org: text, store: text, zone: text }),
  narrowTable('sales_due', ['org', 'source'], { org: text, source: text }),
  narrowTable('buyer_due', ['org', 'member'], { org: text, member: text }),
]

function columns(names: readonly string[], column: Column): Readonly<Record<string, Column>> {
  return Object.fromEntries(names.map((name) => [name, column]))
}
