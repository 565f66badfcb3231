export interface MetricDefinition {
  readonly type: 'counter' | 'gauge' | 'histogram'
  /** One sentence, for the page that Prometheus shows and for ours. */
  readonly help: string
  readonly labels: readonly string[]
  /** Upper bounds, of a histogram. */
  readonly buckets?: readonly number[]
}

const requestBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const commitBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const stream = ['connection', 'stream'] as const

/**
 * Every figure that a serving host gives, by its name.
 *
 * Names and units as Prometheus wants them. Labels have few values: what the configuration names, and closed lists.
 *
 * @see https://prometheus.io/docs/practices/naming/ (read 2026-11-25)
 */
export const metricDefinitions = {
  cartograph_info: {
    type: 'gauge',
    help: 'Always 1; which version runs.',
    labels: ['version'],
  },
  cartograph_vendor_requests_total: {
    type: 'counter',
    help: 'Attempts of requests to vendors; the status is `none` where no whole answer came.',
    labels: ['connection', 'method', 'route', 'status'],
  },
  cartograph_vendor_retries_total: {
    type: 'counter',
    help: 'Attempts beyond the first of a request.',
    labels: ['connection'],
  },
  cartograph_vendor_request_seconds: {
    type: 'histogram',
    help: 'From the first byte of a request to the last of its answer.',
    labels: ['connection'],
    buckets: requestBuckets,
  },
  cartograph_budget_wait_seconds_total: {
    type: 'counter',
    help: 'How long requests waited for the budgets of their vendor.',
    labels: ['connection'],
  },
  cartograph_budget_used_ratio: {
    type: 'gauge',
    help: "The share of a vendor's limit in use now: of requests in its window, or of those under way at once.",
    labels: ['connection', 'budget'],
  },
  cartograph_records_read_total: {
    type: 'counter',
    help: 'Native records that listings gave.',
    labels: stream,
  },
  cartograph_records_written_total: {
    type: 'counter',
    help: 'Native records that were new or changed, from listings, feeds and webhooks.',
    labels: stream,
  },
  cartograph_records_deleted_total: {
    type: 'counter',
    help: 'Native records that went.',
    labels: stream,
  },
  cartograph_records_rejected_total: {
    type: 'counter',
    help: 'Native records that became dead letters.',
    labels: stream,
  },
  cartograph_stream_runs_total: {
    type: 'counter',
    help: 'Runs of a stream that ended: `ok`, or `failed` where something was rejected or stopped it.',
    labels: [...stream, 'result'],
  },
  cartograph_stream_newest_commit_timestamp_seconds: {
    type: 'gauge',
    help: 'When what was committed last was true at the vendor; its age is the lag of the stream.',
    labels: stream,
  },
  cartograph_stream_last_success_timestamp_seconds: {
    type: 'gauge',
    help: 'When the last good run of the stream ended; missing where none of the remembered runs was good.',
    labels: stream,
  },
  cartograph_stream_open_slices: {
    type: 'gauge',
    help: 'Parts of the stream that are not read to their end.',
    labels: stream,
  },
  cartograph_dead_letters: {
    type: 'gauge',
    help: 'What could not be processed and waits for somebody: of a stream (`connection/stream`) or a delivery.',
    labels: ['side', 'part'],
  },
  cartograph_webhooks_total: {
    type: 'counter',
    help: 'Webhooks that came: `stored`, `refused`, `unavailable`, `limited`, `tooLarge`.',
    labels: ['connection', 'result'],
  },
  cartograph_inbox_webhooks: {
    type: 'gauge',
    help: 'Webhooks that were answered and are not worked on yet.',
    labels: ['connection'],
  },
  cartograph_inbox_oldest_timestamp_seconds: {
    type: 'gauge',
    help: 'When the oldest webhook came that is not worked on; missing where none waits.',
    labels: ['connection'],
  },
  cartograph_delivery_items_total: {
    type: 'counter',
    help: 'Items by what came of them: `sent`, `unchanged`, `deleted`, `skipped`, `failed`, `unknown`.',
    labels: ['delivery', 'outcome'],
  },
  cartograph_delivery_runs_total: {
    type: 'counter',
    help: 'Runs of a delivery that ended: `ok`, or `failed` where something was refused, is left or stopped it.',
    labels: ['delivery', 'result'],
  },
  cartograph_delivery_behind_changes: {
    type: 'gauge',
    help: 'Changes of the store that the delivery has not looked at.',
    labels: ['delivery'],
  },
  cartograph_delivery_waiting_rows: {
    type: 'gauge',
    help: 'Rows that the delivery has looked at and not settled, such as those behind a sink that is down.',
    labels: ['delivery'],
  },
  cartograph_delivery_unsettled_items: {
    type: 'gauge',
    help: 'Items that are `held` for others, `pending` at the sink, or whose outcome is `unknown` or `failed`.',
    labels: ['delivery', 'state'],
  },
  cartograph_delivery_last_success_timestamp_seconds: {
    type: 'gauge',
    help: 'When the last good run of the delivery ended; missing where none of the remembered runs was good.',
    labels: ['delivery'],
  },
  cartograph_queue_jobs: {
    type: 'gauge',
    help: 'Work of this process by lane (`sync`, `slices`, `webhook`, `delivery`): `running`, or `waiting` for its turn.',
    labels: ['lane', 'state'],
  },
  cartograph_queued_runs: {
    type: 'gauge',
    help: 'Readings of connections that were asked for and have not begun.',
    labels: [],
  },
  cartograph_store_readable: {
    type: 'gauge',
    help: '1 if the store could be read for these figures; if 0, those that come from it are missing.',
    labels: [],
  },
  cartograph_store_commit_seconds: {
    type: 'histogram',
    help: 'From asking for a transaction to its end on the disk; works that share a commit are each counted.',
    labels: [],
    buckets: commitBuckets,
  },
  cartograph_http_requests_total: {
    type: 'counter',
    help: 'Requests that the host answered.',
    labels: ['method', 'route', 'status'],
  },
  cartograph_http_request_seconds: {
    type: 'histogram',
    help: 'How long the host took to answer.',
    labels: ['route'],
    buckets: commitBuckets,
  },
  cartograph_log_lines_total: {
    type: 'counter',
    help: 'Lines of the log, those too that its level leaves out.',
    labels: ['level'],
  },
} as const satisfies Readonly<Record<`cartograph_${string}`, MetricDefinition>>

export type MetricName = keyof typeof metricDefinitions

export type LabelsOf<Name extends MetricName> = Readonly<
  Record<(typeof metricDefinitions)[Name]['labels'][number], string>
>

/** The figures of one kind. */
export type NamesOf<Type extends MetricDefinition['type']> = {
  [Name in MetricName]: (typeof metricDefinitions)[Name]['type'] extends Type ? Name : never
}[MetricName]
