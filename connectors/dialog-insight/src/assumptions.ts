/**
 * What Dialog Insight's public material leaves unknown.
 *
 * Each is the careful choice; where an account proves it wrong, it is changed here, or by the setting that is named.
 */

/** Why a whole call is refused, as far as the connector treats it differently. */
export type RefusalKind =
  | 'auth'
  | 'expired'
  | 'address'
  | 'permission'
  | 'project'
  | 'table'
  | 'column'
  | 'tooMany'

/** No code of an error is published. The setting `errorCodes`; a code that nobody knows is found out about, see `refusal.ts`. */
export const assumedErrorCodes: Readonly<Record<string, RefusalKind>> = {
  AuthenticationFailed: 'auth',
  KeyInactive: 'expired',
  IPNotAuthorized: 'address',
  PermissionDenied: 'permission',
  InvalidProject: 'project',
  InvalidTable: 'table',
  InvalidField: 'column',
  TooManyRecords: 'tooMany',
}

/** `Updated` and `OK` were seen; the other words are taken from what options are called. The setting `resultWords`. */
export const assumedResultWords = {
  done: ['Created', 'Updated'],
  skipped: ['Skipped'],
  valid: 'OK',
} as const

/** How many records a call takes is not told. The setting `batchSize`; a call that is too large is halved. */
export const assumedBatchSize = 500

/** How long a call may take. The setting `timeoutMs`; a live client waits 70 seconds. */
export const assumedTimeoutMs = 60_000

/** No limit is published. The settings `requestsPerSecond` and `concurrentRequests`. */
export const assumedRequestsPerSecond = 2
export const assumedConcurrent = 1

/** The database is taken to pass over case in keys, as SQL Server does. The setting `caseSensitiveKeys`. */
export const assumedCaseSensitiveKeys = false

/** Which flag of `ProjectFields` marks the fields of the project's key. The setting `contactsBy` tells the key itself. */
export const keyFlags = ['isKey', 'isPrimaryKey', 'IsKey'] as const

/** Dates were seen with points and with dashes. The setting `dates`. */
export const assumedDates = 'points'

/** Calls about tables were seen with a list of clauses. The setting `tableClause`. */
export const assumedTableClause = 'list'

/**
 * Values that no row has: a read that asks for all columns at once finds nothing, and is refused where one is not there.
 * `Equal` is the only operator that was seen.
 */
export const soughtText = 'cartograph looks for this column'
export const soughtNumber = -987_654_321
export const soughtDay = '1753.01.01'

/** Columns of tables that could not be read. The setting `tables` gives each another name, or leaves it out. */
export const assumedColumns = {
  item: {
    idItem: 'NVarChar(100)',
    Quantity: 'Int',
    UnitPrice: 'Decimal',
    Discount: 'Decimal',
    Total: 'Decimal',
    SKU: 'NVarChar(100)',
  },
  product: {
    idProduct: 'NVarChar(100)',
    Name: 'NVarChar(500)',
    Description: 'NVarChar(MAX)',
    SKU: 'NVarChar(100)',
    Price: 'Decimal',
    SalePrice: 'Decimal',
    Brand: 'NVarChar(200)',
    idCategory: 'NVarChar(100)',
    URL: 'NVarChar(1000)',
    ImageURL: 'NVarChar(1000)',
    Stock: 'Int',
    isActive: 'Bit',
  },
  category: {
    idCategory: 'NVarChar(100)',
    Name: 'NVarChar(500)',
    idParentCategory: 'NVarChar(100)',
  },
  cart: {
    idCart: 'NVarChar(100)',
    Total: 'Decimal',
    URL: 'NVarChar(1000)',
    dtCartCreatedAt: 'DateTime',
    dtCartUpdatedAt: 'DateTime',
  },
  cartItem: {
    idCart: 'NVarChar(100)',
    idProduct: 'NVarChar(100)',
    ProductName: 'NVarChar(100)',
    Quantity: 'Int',
    UnitPrice: 'Decimal',
  },
} as const

/** How the contact is named by transactions and carts of the older structure; the newer one says `customer_id`. */
export const legacyContactColumn = 'idContact'

/** Fields of a new project are documented, these are only seen in use or usual. The setting `contactFields` says otherwise. */
export const assumedContactFields = {
  email: 'EMail',
  firstName: 'FirstName',
  lastName: 'LastName',
} as const

/**
 * Whether tables can be listed and made over the API is not told. Where an account's own list of methods has them, the setting
 * `tableMethods` names them, and they are asked in this form: `idProject`, and of a new table `Name` and `Columns` with
 * `Code`, `DataType`, `isKey`.
 */
export const assumedTableMethods: { readonly list: string; readonly create?: string } | undefined =
  undefined

/**
 * Which parameters of links hold the numbers of the sending and of the batch: the rule that adds them is the account's own. The setting
 * `linkParameters`.
 */
export const assumedLinkParameters = { sendLog: 'di_sendlog', batch: 'di_batch' } as const

/** Files are UTF-8 with a byte-order mark. */
export const fileMark = '\uFEFF'
