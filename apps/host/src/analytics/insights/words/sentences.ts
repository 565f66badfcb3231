/** Each sentence that insights, digests and alerts say, and the facts that it has. */
export const sentenceFacts = {
  anomalyUp: ['metric', 'day', 'value', 'change', 'expected', 'confidence'],
  anomalyDown: ['metric', 'day', 'value', 'change', 'expected', 'confidence'],
  changeUp: ['metric', 'value', 'change', 'delta', 'fromOrders', 'fromWorth'],
  changeDown: ['metric', 'value', 'change', 'delta', 'fromOrders', 'fromWorth'],
  changePart: ['metric', 'name', 'delta', 'share', 'orders'],
  recordDay: ['metric', 'day', 'value', 'before', 'since'],
  recordWeek: ['metric', 'day', 'value', 'before', 'since'],
  recordMonth: ['metric', 'day', 'value', 'before', 'since'],
  streakUp: ['metric', 'count', 'value'],
  streakDown: ['metric', 'count', 'value'],
  trendUp: ['metric', 'since', 'value', 'expected', 'change'],
  trendDown: ['metric', 'since', 'value', 'expected', 'change'],
  runsOut: ['name', 'stock', 'pace', 'days'],
  soldOut: ['name', 'pace'],
  segmentGrew: ['name', 'entered', 'left', 'members'],
  segmentShrank: ['name', 'entered', 'left', 'members'],
  syncLoading: ['name'],
  syncDelayed: ['name', 'day'],
  syncFailing: ['name', 'day'],
  syncAccess: ['name'],
  alertAbove: ['name', 'metric', 'value', 'limit'],
  alertBelow: ['name', 'metric', 'value', 'limit'],
  alertRises: ['name', 'metric', 'value', 'change', 'limit'],
  alertFalls: ['name', 'metric', 'value', 'change', 'limit'],
  figure: ['metric', 'value'],
  digestDay: ['day'],
  digestWeek: ['day'],
  nothingNew: [],
} as const

export type SentenceKey = keyof typeof sentenceFacts

/** Metrics that have a name in every language; others are called by their English name. */
export const namedMetrics = [
  'orders',
  'net_sales',
  'aov',
  'refund_rate_value',
  'failed_rate',
  'new_customers',
  'customers',
  'net_revenue',
  'units',
] as const

export type NamedMetric = (typeof namedMetrics)[number]

/** The words of one language; facts stand in braces. */
export interface Words {
  readonly sentences: Readonly<Record<SentenceKey, string>>
  readonly metrics: Readonly<Record<NamedMetric, string>>
}
