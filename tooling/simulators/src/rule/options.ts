/** What the vendor's public material leaves open; each can be played another way than the connector assumes. */
export interface RuleUnknowns {
  /** What v3 answers where a subscriber is made who is there already. */
  readonly createExisting: 200 | 409 | 422
  /** What a list of subscribers is answered with: the subscribers, or how many there were. */
  readonly batchAnswer: 'subscribers' | 'counters'
  /** How a refused field is named: `subscribers.0.email`, `subscribers[0][email]`, or not at all. */
  readonly refusedPath: 'dots' | 'brackets' | 'none'
  /** How v2 writes instants. */
  readonly timestamps: 'stockholm' | 'iso'
  /** What v2 calls the name of a field. */
  readonly fieldName: 'key' | 'name'
  /** What v2 pages are told by. */
  readonly pageParameter: 'page' | 'cursor'
  /** Whether an answer without subscribers says 404 or gives an empty list, where v3 is asked for a group that is not there. */
  readonly missingGroup: 200 | 404
  /** Whether a v3 write changes the flag of a group that is there. */
  readonly historicalChanges: boolean
  /** Whether v3 makes subscribers who have a custom identifier alone. */
  readonly bareSubscribers: boolean
  /** How many records v3 gives at most, whatever `per_page` asks for. */
  readonly largestPage: number
}

export interface RuleOptions {
  /** The account's clock, milliseconds. Default: the machine's. */
  readonly now?: () => number
  /** How long after its answer v3 writes. Default 0: before it answers. */
  readonly landsAfterMs?: number
  /** Requests in a window of v3. Default 2000 in 60 seconds. */
  readonly requestsAllowed?: number
  readonly windowMs?: number
  /** How the wait is told. Default `local`: an instant by the clocks of Stockholm, without a zone. */
  readonly retryAfter?: 'local' | 'seconds' | 'textOnly'
  /** Blocks where 49 % of the last hundred answers are errors. Default false. */
  readonly blocksOnErrors?: boolean
  readonly unknowns?: Partial<RuleUnknowns>
}

export const defaultUnknowns: RuleUnknowns = {
  createExisting: 422,
  batchAnswer: 'subscribers',
  refusedPath: 'dots',
  timestamps: 'stockholm',
  fieldName: 'key',
  pageParameter: 'page',
  missingGroup: 404,
  historicalChanges: false,
  bareSubscribers: true,
  largestPage: 100,
}
