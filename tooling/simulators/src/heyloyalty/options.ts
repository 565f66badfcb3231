/** What the vendor's public material leaves open; each can be played another way than the connector assumes. */
export interface HeyloyaltyUnknowns {
  /** How members are shown: values below `fields`, or flat beside the id as in answers of 2014. */
  readonly memberForm: 'fields' | 'flat'
  /** Whether lists of members show who unsubscribed. */
  readonly unsubscribedAre: 'listed' | 'hidden'
  /** Whether a member who was unsubscribed over the API stays as such, or is gone. */
  readonly afterDelete: 'unsubscribed' | 'gone'
  /** What filters on the instants of a member do. */
  readonly instantFilters: 'work' | 'ignored'
  /** Whether an upsert of somebody who is there empties what it does not name. */
  readonly upsertUpdates: 'partly' | 'wholly'
  /** The answer where somebody is created who is there already. */
  readonly duplicateAnswer: { readonly status: number; readonly error: string }
  /** The answer to an upsert that fits several members. */
  readonly ambiguousAnswer: { readonly status: number; readonly error: string }
  /** Status of a member who was taken away. */
  readonly deleteStatus: 200 | 201 | 204
  /** Status of an import that was taken; 204 has no body. */
  readonly importStatus: 200 | 202 | 204
  /** Whether fields of the format `number` take decimals. */
  readonly decimals: 'refused' | 'kept'
  /** How custom fields of a feed's mapping are taken: a list, or `customField1` and so on. */
  readonly customFields: 'list' | 'flat'
  /** How many products one push takes, and its answer. */
  readonly mostPushed: number
  readonly pushStatus: 200 | 204
  /** Whether products of a trigger may hold more than id and name. */
  readonly triggerContent: 'free' | 'idAndName'
  /** The answer to a trigger for somebody who is not on the list. */
  readonly strangerStatus: 200 | 400 | 404
  /** What the options of Raptor are called, by what they are. */
  readonly optionNames: Readonly<
    Record<'provider' | 'customerId' | 'apiKey' | 'productFeedId' | 'imageFormat', string>
  >
  /** What webhooks are signed with; nobody knows the way of it. */
  readonly webhookSignature: 'hex' | 'none'
  /** Lists of webhooks, shops and segments: bare, below their name, or not a part of the account's plan. */
  readonly sublists: 'bare' | 'named' | 'missing'
}

export interface HeyloyaltyOptions {
  /** The account's clock, milliseconds. Default: the machine's. */
  readonly now?: () => number
  /** How far a request's timestamp may be off. Default 15 minutes. */
  readonly clockToleranceMs?: number
  /** How long after its answer an import is worked on. Default 0: before it answers. */
  readonly landsAfterMs?: number
  /** Requests in a window. Default: any number. */
  readonly requestsAllowed?: number
  readonly windowMs?: number
  /** Whether a member joins only after a confirmation. Default false. */
  readonly doubleOptIn?: boolean
  /** Whether a mail or number may be on the list twice. Default `disallow`. */
  readonly duplicates?: 'allow' | 'allow_email' | 'allow_mobile' | 'disallow'
  readonly unknowns?: Partial<HeyloyaltyUnknowns>
}

export const defaultUnknowns: HeyloyaltyUnknowns = {
  memberForm: 'fields',
  unsubscribedAre: 'listed',
  afterDelete: 'unsubscribed',
  instantFilters: 'ignored',
  upsertUpdates: 'partly',
  duplicateAnswer: { status: 400, error: 'Member already exists' },
  ambiguousAnswer: { status: 400, error: 'More than one member found' },
  deleteStatus: 204,
  importStatus: 200,
  decimals: 'refused',
  customFields: 'list',
  mostPushed: 500,
  pushStatus: 200,
  triggerContent: 'free',
  strangerStatus: 404,
  optionNames: {
    provider: 'provider',
    customerId: 'customer_id',
    apiKey: 'api_key',
    productFeedId: 'product_feed_id',
    imageFormat: 'image_format',
  },
  webhookSignature: 'hex',
  sublists: 'bare',
}
