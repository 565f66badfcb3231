import { filterBy, kind, matching, same, type Kind } from './kind.ts'

const intent = { payment_intent: same('payment_intent') }

/** What is paid, or is not, and what comes of it. */
export const paymentsKinds = {
  charges: {
    ...kind('charges', 'charge', 'ch_', 'charge'),
    filters: {
      customer: filterBy.customer.customer,
      ...intent,
      transfer_group: same('transfer_group'),
    },
    parents: ['customer'],
  },
  payment_intents: {
    ...kind('payment_intents', 'payment_intent', 'pi_', 'payment_intent'),
    filters: filterBy.customer,
    parents: ['customer'],
  },
  setup_intents: {
    ...kind('setup_intents', 'setup_intent', 'seti_', 'setup_intent'),
    filters: {
      ...filterBy.customer,
      payment_method: same('payment_method'),
      attach_to_self: () => true,
    },
  },
  payment_methods: {
    ...kind('payment_methods', 'payment_method', 'pm_', 'payment_method', false),
    filters: { ...filterBy.customer, type: same('type'), allow_redisplay: same('allow_redisplay') },
    parents: ['customer'],
    // Without a customer there are only those that are attached to nobody, of which this account has none to show.
    usual: (_, query) => query['customer'] !== undefined,
  },
  refunds: {
    ...kind('refunds', 'refund', 're_', 'charge'),
    filters: { ...intent, charge: same('charge') },
    parents: ['charge'],
  },
  disputes: {
    ...kind('disputes', 'dispute', 'du_', 'dispute'),
    filters: { ...intent, charge: same('charge') },
    parents: ['charge'],
  },
  early_fraud_warnings: {
    ...kind('radar/early_fraud_warnings', 'radar.early_fraud_warning', 'issfr_', 'radar'),
    undatedUpTo: '2020-08-27',
    filters: { ...intent, charge: same('charge') },
    parents: ['charge'],
  },
  reviews: kind('reviews', 'review', 'prv_', 'review'),
  checkout_sessions: {
    ...kind('checkout/sessions', 'checkout.session', 'cs_', 'checkout_session'),
    undatedUpTo: '2020-08-27',
    filters: {
      ...filterBy.customer,
      ...intent,
      ...filterBy.status,
      customer_details: matching('customer_details'),
      payment_link: same('payment_link'),
      subscription: same('subscription'),
    },
  },
  payment_links: {
    ...kind('payment_links', 'payment_link', 'plink_', 'payment_links', false),
    filters: filterBy.active,
  },
} as const satisfies Readonly<Record<string, Kind>>
