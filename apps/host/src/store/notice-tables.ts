/** A digest or an alert on its way to one place: once for a period, whatever happens. */
export interface NoticeTable {
  org: string
  /** `digest/morning`, `alert/slump`. */
  source: string
  /** The day, week or firing that it is of. */
  period: string
  /** The place in its list of targets. */
  target: number
  /** The connection and its action. */
  connection: string
  action: string
  /** JSON. */
  input: string
  /** `due`: not sent yet. `sending`: begun, its end is not known. */
  state: 'due' | 'sending' | 'sent' | 'failed' | 'unknown'
  attempts: number
  due_at: number
  made_at: number
  settled_at: number | null
  /** In plain words, why it was not sent. */
  problem: string | null
}

/** How an alert stands. */
export interface AlertStateTable {
  org: string
  alert: string
  is_firing: number
  /** When it was told of last. */
  told_at: number | null
  judged_at: number
  /** As presented; missing where there was nothing to judge. */
  value: string | null
  problem: string | null
}

/** A kind of insight, or a metric of it, that nobody wants to hear of. */
export interface InsightMuteTable {
  org: string
  /** `anomaly`, `anomaly:net_sales`. */
  name: string
  muted_at: number
}

/** An alert or a digest that was made over the API. */
export interface OwnNoticeTable {
  org: string
  kind: 'alert' | 'digest'
  id: string
  /** As JSON, as it came. */
  definition: string
  version: number
  changed_at: number
}

/** Paid orders of a connection in the thirty days before an instant, as they were counted on a day. */
export interface QuotaCountTable {
  org: string
  connection: string
  /** Days since 1970-01-01. */
  day: number
  paid_orders: number
  counted_at: number
}
