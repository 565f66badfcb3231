import { textIn, type StripeObject } from '../json.ts'
import { listIn } from '../rest/form.ts'
import { filterBy, kind, matching, offClock, same, type Kind } from './kind.ts'

/** `charge.*` stands for all that begins so. */
function isTypeIn(row: StripeObject, wanted: readonly string[]): boolean {
  const type = textIn(row['type'])
  return wanted.some((name) =>
    name.endsWith('*') ? type.startsWith(name.slice(0, -1)) : type === name,
  )
}

/** Who buys, who sells, and who is told. */
export const peopleKinds = {
  customers: {
    ...kind('customers', 'customer', 'cus_', 'customer'),
    filters: { email: same('email'), ...filterBy.testClock },
    usual: offClock,
  },
  tax_ids: {
    ...kind('tax_ids', 'tax_id', 'txi_', 'tax_id', false),
    filters: {
      owner: matching('owner'),
    },
  },
  accounts: kind('accounts', 'account', 'acct_', 'account'),
  test_clocks: kind(
    'test_helpers/test_clocks',
    'test_helpers.test_clock',
    'clock_',
    'test_clock',
    false,
  ),
  webhook_endpoints: kind('webhook_endpoints', 'webhook_endpoint', 'we_', 'webhook', false),
  events: {
    ...kind('events', 'event', 'evt_', 'event'),
    filters: {
      type: (row, value) => typeof value === 'string' && isTypeIn(row, [value]),
      types: (row, value) => isTypeIn(row, listIn(value)),
      // Whether webhooks reached everybody: nothing waits any more, or something does.
      delivery_success: (row, value) => String(row['pending_webhooks'] === 0) === value,
    },
  },
} as const satisfies Readonly<Record<string, Kind>>
