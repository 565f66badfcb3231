/** What the vendor's public material leaves open; each can be played another way than the connector assumes. */
export interface RaptorUnknowns {
  /** What tracking answers: a picture, nothing (204), or a text. */
  readonly trackingAnswer: 'picture' | 'nothing' | 'text'
  /** What stands between the products of a basket. */
  readonly basketSeparator: string
  /** How the person of `ruid` is written at the two endpoints. */
  readonly onlineUserId: 'base64' | 'plain'
  readonly offlineUserId: 'base64' | 'plain'
  /** What streaming answers where it has taken rows, and where it does not know the stream. */
  readonly rowsTaken: 200 | 202
  readonly unknownStream: 401 | 403 | 404
  readonly rowsAtOnce: number
  /** What the modules call what they are asked about. */
  readonly moduleInputs: { readonly product: string; readonly user: string }
  /** Whether `FullInfo` gives the columns of the feed beside the id. */
  readonly givesColumns: boolean
  readonly wrongKey: 401 | 403
  readonly unknownModule: 400 | 404
  /** In which header the key of the CDP is looked for. */
  readonly cdpKeyHeader: string
  /** How changes of audiences are asked for and told, and how many at once. */
  readonly audienceChanges: AudienceChangeNames
  readonly changesAtOnce: number
  /** What a trigger calls its parts, and in which header it brings its key. */
  readonly triggerFields: TriggerFieldNames
  readonly triggerKeyHeader: string
  readonly triggerNames: Readonly<Record<TriggerKind, string>>
  /** What the columns of feeds and streams are called that the scan for triggers looks at. */
  readonly columns: WatchedColumns
}

export type TriggerKind =
  | 'AbandonedBasket'
  | 'PriceDropBasket'
  | 'PriceDropInterest'
  | 'BackInStock'

export interface TriggerFieldNames {
  readonly name: string
  readonly at: string
  readonly context: string
  readonly user: string
  readonly cookie: string
  readonly basket: string
  readonly products: string
  readonly productId: string
}

export interface AudienceChangeNames {
  readonly since: string
  readonly sequence: string
  readonly changes: string
  readonly person: string
  readonly audience: string
  readonly action: string
  readonly entered: string
  readonly left: string
}

export interface WatchedColumns {
  readonly id: string
  readonly price: string
  readonly inStock: string
}

export interface RaptorOptions {
  /** The account's clock, milliseconds. Default: the machine's. */
  readonly now?: () => number
  /** Which parameter holds what, where the account is set up otherwise than the vendor's template. */
  readonly positions?: Readonly<Record<string, number>>
  /** How long a deletion takes. Default 14 days, the vendor's upper bound. */
  readonly deletionMs?: number
  readonly unknowns?: Partial<RaptorUnknowns>
}

export const defaultUnknowns: RaptorUnknowns = {
  trackingAnswer: 'picture',
  basketSeparator: ',',
  onlineUserId: 'base64',
  offlineUserId: 'plain',
  rowsTaken: 200,
  unknownStream: 401,
  rowsAtOnce: 500,
  moduleInputs: { product: 'ProductId', user: 'UserIdentifier' },
  givesColumns: true,
  wrongKey: 401,
  unknownModule: 404,
  cdpKeyHeader: 'x-api-key',
  audienceChanges: {
    since: 'sequenceNumber',
    sequence: 'sequenceNumber',
    changes: 'changes',
    person: 'identifier',
    audience: 'audienceId',
    action: 'action',
    entered: 'entered',
    left: 'left',
  },
  changesAtOnce: 100,
  triggerFields: {
    name: 'TriggerDisplayName',
    at: 'EventDateTime',
    context: 'Context',
    user: 'UserId',
    cookie: 'CookieId',
    basket: 'BasketId',
    products: 'Content',
    productId: 'ProductId',
  },
  triggerKeyHeader: 'x-api-key',
  triggerNames: {
    AbandonedBasket: 'AbandonedBasket',
    PriceDropBasket: 'PriceDropBasket',
    PriceDropInterest: 'PriceDropInterest',
    BackInStock: 'BackInStock',
  },
  columns: { id: 'ProductId', price: 'OnSalePrice', inStock: 'InStock' },
}

/**
 * The vendor's template of the parameters.
 *
 * @see https://content.raptorservices.com/help-center/tracking-events-parameters-reference (read 2026-11)
 */
export const templatePositions: Readonly<Record<string, number>> = {
  eventType: 1,
  productId: 2,
  productName: 3,
  categoryPath: 4,
  subtotal: 5,
  currency: 6,
  userId: 7,
  brandId: 8,
  contentId: 9,
  basketContent: 10,
  basketId: 11,
  itemPrice: 12,
  quantity: 13,
  stockStatus: 15,
  masterId: 18,
  orderId: 21,
}
