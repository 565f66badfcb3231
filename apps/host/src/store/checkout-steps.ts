import { paymentMeasures } from './checkout-tables.ts'
import {
  bigint,
  index,
  narrowTable,
  smallint,
  table,
  text,
  type SchemaStep,
} from './schema-steps.ts'

const measures = Object.fromEntries(paymentMeasures.map((name) => [name, bigint]))

/** The tables that figures of payments, disputes and carts are summed from. */
export const checkoutSteps: readonly SchemaStep[] = [
  table('payment_fact', ['org', 'kind', 'id'], {
    org: text,
    kind: text,
    id: text,
    source: text,
    payment: text,
    store: text,
    currency: text,
    day: bigint,
    at: bigint,
    ...measures,
  }),
  index('payment_fact_source', 'payment_fact', ['org', 'source'], { where: "source <> ''" }),
  index('payment_fact_payment', 'payment_fact', ['org', 'payment'], { where: "payment <> ''" }),
  narrowTable(
    'payment_cube',
    ['org', 'day', 'store', 'currency'],
    { org: text, day: bigint, store: text, currency: text, facts: bigint, ...measures },
    { fillPercent: 80 },
  ),
  table('cart_fact', ['org', 'kind', 'id'], {
    org: text,
    kind: text,
    id: text,
    store: text,
    currency: text,
    customer: text,
    day: bigint,
    at: bigint,
    left_at: bigint,
    amount: bigint,
    recovered: smallint,
  }),
  index('cart_fact_day', 'cart_fact', ['org', 'day']),
  narrowTable('checkout_due', ['org', 'entity', 'id'], { org: text, entity: text, id: text }),
]
