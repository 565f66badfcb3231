/** What is promised, and by which figure it is judged. */
export interface Target {
  readonly id: string
  readonly subject: string
  /** Several figures may belong to one promise. */
  readonly what: string
  readonly figure: string
  readonly bound: number
  readonly is: 'at least' | 'at most'
  readonly unit: string
}

const peers = {
  subject: 'peers',
  what: 'Stripe back-fill, 20,000 customers and 20,000 charges, into PostgreSQL',
}
const stripe = { subject: 'stripe', what: 'the same into SQLite, natives and commerce rows' }
const limits = { what: 'at Stripe’s real limits' }
const mapping = {
  subject: 'mapping',
  what: 'mapping alone, one order to seven fields with checks',
}
const memory = { subject: 'growth', what: 'memory from 10⁴ to 10⁶ records' }
const growth = { subject: 'growth', what: 'growth' }
const nothing = { subject: 'growth', what: 'nothing changed' }
const retail = { subject: 'lines', what: 'real retail file, 541,909 lines, into orders' }
const webhooks = { subject: 'webhooks', what: 'webhooks, 1,000 a second, on SQLite' }
const starting = { subject: 'starting', what: 'start' }

const times = (bound: number) => ({ bound, is: 'at least', unit: '×' }) as const
const atMost = (bound: number, unit: string) => ({ bound, is: 'at most', unit }) as const
const atLeast = (bound: number, unit: string) => ({ bound, is: 'at least', unit }) as const

export const targets: readonly Target[] = [
  { ...peers, id: 'natives-0', figure: 'natives over the faster peer, 0 ms', ...times(5) },
  { ...peers, id: 'natives-50', figure: 'natives over the faster peer, 50 ms', ...times(5) },
  { ...peers, id: 'rows-0', figure: 'natives and rows over the faster peer, 0 ms', ...times(3.5) },
  {
    ...peers,
    id: 'rows-50',
    figure: 'natives and rows over the faster peer, 50 ms',
    ...times(3.5),
  },
  {
    ...peers,
    id: 'without-engine',
    figure: 'natives, of the speed without any engine, 0 ms',
    ...atLeast(60, '%'),
  },
  { ...peers, id: 'peers-memory', figure: 'memory at the most', ...atMost(200, 'MB') },
  { ...peers, id: 'peers-requests', figure: 'requests for 400 pages', ...atMost(410, 'requests') },
  { ...stripe, id: 'sqlite-speed', figure: 'speed', ...atLeast(15_000, 'objects/s') },
  {
    ...stripe,
    subject: 'peers',
    id: 'sqlite-peers',
    figure: 'or: over the faster peer, 0 ms',
    ...times(5),
  },
  {
    ...limits,
    subject: 'stripe',
    id: 'limits-one',
    figure: 'longer than pages ÷ allowed rate, one process',
    ...atMost(10, '%'),
  },
  {
    ...limits,
    subject: 'workers',
    id: 'limits-workers',
    figure: 'longer than pages ÷ allowed rate, four workers',
    ...atMost(15, '%'),
  },
  {
    subject: 'growth',
    what: 'engine overhead',
    id: 'computed',
    figure: 'processor time of a record: checked, mapped, hashed, written',
    ...atMost(50, 'µs'),
  },
  { ...mapping, id: 'mapping-speed', figure: 'speed', ...atLeast(500_000, 'records/s') },
  { ...mapping, id: 'mapping-segment', figure: 'over Segment’s mapping-kit', ...times(8) },
  {
    ...memory,
    id: 'memory-flat',
    figure: 'the most over the least, Stripe’s size',
    ...atMost(1.1, '×'),
  },
  {
    ...memory,
    subject: 'small',
    id: 'memory-small',
    figure: 'the most over the least, 300 bytes, to 10⁷',
    ...atMost(1.1, '×'),
  },
  {
    ...growth,
    id: 'growth-linear',
    figure: 'time of a record, of 10⁶ over of 10⁵',
    ...atMost(1.15, '×'),
  },
  {
    ...growth,
    subject: 'small',
    id: 'growth-small',
    figure: 'time of a record of 300 bytes, of 10⁷ over of 10⁶',
    ...atMost(1.15, '×'),
  },
  {
    ...growth,
    id: 'growth-sync',
    figure: 'syncing 100 changes among ten times as many',
    ...atMost(1.5, '×'),
  },
  {
    ...growth,
    id: 'growth-push',
    figure: 'pushing 100 changes among ten times as many',
    ...atMost(1.5, '×'),
  },
  { ...nothing, id: 'again-rows', figure: 'rows that a second sync writes', ...atMost(0, 'rows') },
  {
    ...nothing,
    id: 'again-requests',
    figure: 'requests of a second push',
    ...atMost(0, 'requests'),
  },
  { ...retail, id: 'lines-speed', figure: 'speed', ...atLeast(20_000, 'lines/s') },
  {
    ...retail,
    id: 'lines-without-engine',
    figure: 'of parse, hash and insert without any engine',
    ...atLeast(60, '%'),
  },
  {
    ...webhooks,
    id: 'webhooks-accepted',
    figure: 'accepted durably',
    ...atLeast(1000, 'a second'),
  },
  { ...webhooks, id: 'webhooks-slow', figure: 'answered, 99 of 100 within', ...atMost(50, 'ms') },
  {
    ...webhooks,
    subject: 'lanes',
    what: 'from a webhook to the sink',
    id: 'webhook-to-sink',
    figure: '99 of 100 within',
    ...atMost(2000, 'ms'),
  },
  {
    ...starting,
    id: 'start-serve',
    figure: '`cartograph serve` on an existing store',
    ...atMost(1000, 'ms'),
  },
  { ...starting, id: 'start-help', figure: '`cartograph --help`', ...atMost(200, 'ms') },
  {
    subject: 'workers',
    what: 'four workers on PostgreSQL, 400 ms latency, four open requests each',
    id: 'workers-four',
    figure: 'over one worker',
    ...times(3.5),
  },
]
