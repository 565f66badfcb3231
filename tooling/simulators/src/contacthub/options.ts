import type { JsonSchema } from './json-schema.ts'
/** What the vendor's public material leaves open; each can be played another way than the connector assumes. */
export interface ContacthubUnknowns {
  /** What an event of a type that is switched off meets: a refusal, or an answer as if it were taken. */
  readonly disabledEvent: 400 | 'ignored'
  /** What a property outside the workspace's schema meets: a refusal, or nothing is kept of it. */
  readonly unknownExtended: 400 | 'ignored'
  /** What an event about a customer meets who is not there. */
  readonly missingCustomer: 400 | 404
  /** What an untrusted source is told of the customer that it made. */
  readonly untrustedCreate: 'nothing' | 'everything'
  /** Whether an untrusted source is told whom its customer conflicts with. */
  readonly untrustedConflict: 'nobody' | 'customer'
  /** What an event is answered with: its id, or nothing. */
  readonly eventAnswer: 'id' | 'nothing'
  /** Whether `updatedAt` may be asked and sorted by. */
  readonly queriesUpdatedAt: boolean
  /** How instants are written: `+0000`, or with a Z. */
  readonly instants: 'offset' | 'zulu'
  /** What a session meets that the customer has already. */
  readonly sessionAgain: 201 | 409
  /** What a subscription meets that is there already, where it is to be made. */
  readonly subscriptionAgain: 201 | 409
  /** What updates show of a record: a few properties, its id alone, or all of it. */
  readonly updateData: 'partial' | 'id' | 'whole'
  /** How long a refusal for reindexing asks to wait, where it does. */
  readonly retryAfterSeconds: number | undefined
}

/** Which customers of a node are one: all of these properties are the same. `NO_CHECK`: everybody is somebody new. */
export interface Uniqueness {
  readonly policy: 'NO_CHECK' | 'BLOCK' | 'MERGE'
  readonly properties: readonly string[]
  readonly caseSensitive: boolean
}

export interface ContacthubOptions {
  /** The workspace's clock, milliseconds. Default: the machine's. */
  readonly now?: () => number
  /** How long lists and queries lag behind writes. Default 0. */
  readonly searchLagMs?: number
  /** How long after its answer an event is stored. Default 0. */
  readonly eventLagMs?: number
  readonly uniqueness?: Partial<Uniqueness>
  /** Properties of the workspace's own, as a JSON Schema has them. */
  readonly extended?: Readonly<Record<string, JsonSchema>>
  /** Properties without which the entry node takes nobody, such as `base.contacts.email`. */
  readonly mandatory?: readonly string[]
  readonly unknowns?: Partial<ContacthubUnknowns>
}

export const defaultUnknowns: ContacthubUnknowns = {
  disabledEvent: 400,
  unknownExtended: 400,
  missingCustomer: 404,
  untrustedCreate: 'nothing',
  untrustedConflict: 'nobody',
  eventAnswer: 'id',
  queriesUpdatedAt: true,
  instants: 'offset',
  sessionAgain: 409,
  subscriptionAgain: 409,
  updateData: 'partial',
  retryAfterSeconds: undefined,
}
