import { entities, type EntityName, type Expression, type Mapping } from '@cartograph/core'

type Columns = Readonly<Record<string, Expression>>

/** Fields as they are, under their own names. */
function plain(...fields: readonly string[]): Columns {
  return Object.fromEntries(fields.map((field) => [field, `$.${field}`]))
}

/** Amounts as decimal text with all places of their currency: 12.50. */
function money(...fields: readonly string[]): Columns {
  return Object.fromEntries(
    fields.map((field) => [field, { $decimal: `$.${field}`, currency: '$.currency' }]),
  )
}

/** Parts of an address, each under a name of its own: billingCity. */
function address(field: string): Columns {
  const parts = [
    'firstName',
    'lastName',
    'company',
    'line1',
    'line2',
    'postcode',
    'city',
    'region',
    'country',
  ]
  return Object.fromEntries(
    parts.map((part) => [
      `${field}${part[0]?.toUpperCase()}${part.slice(1)}`,
      `$.${field}.${part}`,
    ]),
  )
}

const goods: Columns = {
  ...plain('sku', 'gtin', 'name', 'status', 'brand', 'currency'),
  ...money('price', 'salePrice', 'cost'),
  ...plain('stock', 'inStock', 'url', 'createdAt', 'updatedAt'),
}

const person: Columns = {
  ...plain(
    'id',
    'email',
    'phone',
    'firstName',
    'lastName',
    'company',
    'language',
    'birthDate',
    'gender',
  ),
  ...address('address'),
}

/** What somebody who opens a table in a spreadsheet looks for; the first column is the key. */
const tables: Readonly<Record<EntityName, Columns>> = {
  store: plain('id', 'name', 'channel', 'status', 'url', 'currency', 'timeZone', 'country'),
  customer: {
    ...person,
    ...plain('isGuest', 'createdAt', 'updatedAt'),
  },
  category: plain('id', 'parentId', 'name', 'slug', 'url', 'position'),
  product: { ...plain('id'), ...goods },
  variant: { ...plain('id', 'productId'), ...goods },
  stockLevel: plain(
    'id',
    'storeId',
    'productId',
    'variantId',
    'sku',
    'quantity',
    'reserved',
    'incoming',
    'location',
    'updatedAt',
  ),
  coupon: {
    ...plain('id', 'code', 'status', 'kind', 'percent', 'currency'),
    ...money('amount', 'minimumTotal'),
    ...plain('usageLimit', 'usageCount', 'startsAt', 'expiresAt', 'updatedAt'),
  },
  cart: {
    ...plain('id', 'status', 'customerId', 'orderId', 'email', 'phone', 'currency'),
    ...money('total'),
    ...plain('recoveryUrl', 'createdAt', 'updatedAt'),
  },
  order: {
    ...plain(
      'id',
      'number',
      'channel',
      'status',
      'placedAt',
      'paidAt',
      'updatedAt',
      'storeId',
      'customerId',
      'email',
      'phone',
      'currency',
    ),
    ...money(
      'subtotal',
      'discountTotal',
      'shippingTotal',
      'taxTotal',
      'feeTotal',
      'total',
      'refundedTotal',
    ),
    ...plain('pricesIncludeTax', 'paymentMethod'),
    lineCount: { $count: '$.lines' },
    ...address('billing'),
    ...address('shipping'),
  },
  payment: {
    ...plain('id', 'status', 'method', 'orderId', 'customerId', 'currency'),
    ...money('amount', 'refundedAmount', 'feeAmount'),
    ...plain('createdAt', 'paidAt', 'failureReason'),
  },
  refund: {
    ...plain('id', 'orderId', 'customerId', 'paymentId', 'status', 'createdAt', 'currency'),
    ...money('total', 'taxTotal'),
    ...plain('reason'),
  },
  dispute: {
    ...plain('id', 'status', 'reason', 'paymentId', 'orderId', 'customerId', 'currency'),
    ...money('amount', 'feeAmount'),
    ...plain('createdAt', 'respondBy', 'closedAt'),
  },
  payout: {
    ...plain('id', 'status', 'currency'),
    ...money('amount', 'grossAmount', 'feeAmount'),
    ...plain('createdAt', 'arrivesAt', 'failureReason'),
  },
  subscription: {
    ...plain('id', 'status', 'customerId', 'currency'),
    ...money('amount'),
    ...plain(
      'interval',
      'intervalCount',
      'startedAt',
      'trialEndsAt',
      'currentPeriodStart',
      'currentPeriodEnd',
      'cancelAtPeriodEnd',
      'cancelledAt',
      'endedAt',
    ),
  },
  voucher: {
    ...plain('id', 'code', 'kind', 'status', 'customerId', 'email', 'currency'),
    ...money('amount', 'remainingAmount'),
    ...plain('issuedAt', 'expiresAt'),
  },
  voucherRedemption: {
    ...plain('id', 'voucherId', 'orderId', 'customerId', 'currency'),
    ...money('amount', 'remainingAmount'),
    ...plain('redeemedAt', 'receipt'),
  },
  consent: plain(
    'id',
    'customerId',
    'email',
    'phone',
    'channel',
    'purpose',
    'state',
    'at',
    'source',
    'expiresAt',
  ),
  event: {
    ...plain(
      'id',
      'type',
      'at',
      'storeId',
      'customerId',
      'email',
      'phone',
      'channel',
      'orderId',
      'productId',
      'quantity',
      'currency',
    ),
    ...money('amount'),
    ...plain('url', 'campaign'),
  },
  profile: {
    ...person,
    ...plain('createdAt', 'updatedAt'),
  },
}

function toTable(entity: EntityName, sink: 'csv' | 'tsv' | 'xlsx' | 'csv-append'): Mapping {
  return {
    id: `${entity}-to-${sink}`,
    from: { entity },
    to: { connector: 'file', sink },
    fields: { file: entities[entity].plural, key: '$.id', columns: tables[entity] },
    // Every row has all columns, so their order in the file is the one given here.
    onMissing: 'null',
  }
}

/** The whole row, with everything that a table has no place for. */
function toLines(entity: EntityName, sink: 'ndjson' | 'json' | 'xml' | 'ndjson-append'): Mapping {
  return {
    id: `${entity}-to-${sink}`,
    from: { entity },
    to: { connector: 'file', sink },
    fields: { file: entities[entity].plural, key: '$.id', columns: '$' },
  }
}

/** Of every entity a table, lines of JSON and documents; what only ever grows, also as files that only grow. */
export const mappings: readonly Mapping[] = [
  ...(Object.keys(tables) as EntityName[]).flatMap((entity) => [
    toTable(entity, 'csv'),
    toTable(entity, 'tsv'),
    toTable(entity, 'xlsx'),
    toLines(entity, 'ndjson'),
    toLines(entity, 'json'),
    toLines(entity, 'xml'),
  ]),
  toTable('event', 'csv-append'),
  toLines('event', 'ndjson-append'),
]
