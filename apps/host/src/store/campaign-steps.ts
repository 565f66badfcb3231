import { campaignColumns, linkColumns } from './campaign-tables.ts'
import {
  bigint,
  index,
  narrowTable,
  table,
  text,
  type Column,
  type SchemaStep,
} from './schema-steps.ts'

const links = columns(linkColumns, text)
const measures = columns(campaignColumns, bigint)

/** The tables of which campaigns led to which orders. */
export const campaignSteps: readonly SchemaStep[] = [
  table('campaign_touch', ['org', 'entity', 'id'], {
    org: text,
    entity: text,
    id: text,
    customer: text,
    order_id: text,
    at: bigint,
    ...links,
  }),
  index('campaign_touch_customer', 'campaign_touch', ['org', 'customer', 'at', 'entity', 'id'], {
    where: "customer <> ''",
  }),
  index('campaign_touch_order', 'campaign_touch', ['org', 'order_id', 'at', 'entity', 'id'], {
    where: "order_id <> ''",
  }),
  table('campaign_fact', ['org', 'order_id', 'model', 'part', 'value'], {
    org: text,
    order_id: text,
    model: text,
    part: text,
    value: text,
    category: text,
    day: bigint,
    store: text,
    currency: text,
    ...links,
    ...measures,
  }),
  index('campaign_fact_product', 'campaign_fact', ['org', 'value'], {
    where: "part = 'product'",
  }),
  index('campaign_fact_store', 'campaign_fact', ['org', 'store'], { where: "part = ''" }),
  narrowTable(
    'campaign_cube',
    ['org', 'model', 'part', 'day', 'store', 'currency', ...linkColumns, 'value'],
    {
      org: text,
      model: text,
      part: text,
      day: bigint,
      store: text,
      currency: text,
      ...links,
      value: text,
      facts: bigint,
      ...measures,
    },
    { fillPercent: 80 },
  ),
  narrowTable('campaign_due', ['org', 'order_id'], { org: text, order_id: text }),
  narrowTable('touch_due', ['org', 'entity', 'id'], { org: text, entity: text, id: text }),
]

function columns(names: readonly string[], column: Column): Readonly<Record<string, Column>> {
  return Object.fromEntries(names.map((name) => [name, column]))
}
