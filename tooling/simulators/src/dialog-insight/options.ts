/** Why a whole call is refused. */
export type Refusal =
  | 'authentication'
  | 'inactive'
  | 'expired'
  | 'address'
  | 'permission'
  | 'malformed'
  | 'project'
  | 'table'
  | 'field'
  | 'tooMany'
  | 'clause'
  | 'badRecord'

/** Why one record is refused. */
export type Rejection = 'invalid' | 'duplicate' | 'unmatched' | 'required' | 'foreignKey'

/** What the vendor's public material leaves open; each can be played another way than the connector assumes. */
export interface DialogInsightUnknowns {
  readonly refusals: Readonly<Record<Refusal, string | number>>
  readonly rejections: Readonly<Record<Rejection, string>>
  readonly statuses: Readonly<Record<'created' | 'updated' | 'skipped' | 'error', string>>
  /** Status of the answer that says `Success: false`. */
  readonly refusedStatus: 200 | 400
  /** Whether a bad record is refused by itself, or the call with it. */
  readonly badRecord: 'alone' | 'wholeCall'
  readonly resultOrder: 'asSent' | 'reversed'
  /** Whether results name the key that was sent. */
  readonly echoesKey: boolean
  /** How many records a call may hold. */
  readonly mostRecords: number
  /** Whether keys that differ in case are one. */
  readonly letterCase: 'ignored' | 'toldApart'
  /** How `Projects.Get` marks the fields of the key; `undefined` where it does not. */
  readonly keyFlag: string | undefined
  /** Whether tables can be listed and made over the API, and by which methods. */
  readonly tableMethods: { readonly list: string; readonly create: string } | undefined
  /** In which form a clause is taken by the calls of tables. */
  readonly tableClause: 'either' | 'list' | 'single'
  /** What a clause on a column does that is not there. */
  readonly unknownColumn: 'refused' | 'ignored'
  readonly foreignKeys: 'checked' | 'unchecked'
}

export interface DialogInsightOptions {
  /** The account's clock, milliseconds. Default: the machine's. */
  readonly now?: () => number
  /** From which address requests seem to come. Default 127.0.0.1. */
  readonly callerAddress?: string
  /** Fields that are the project's key. Default `EMail`. */
  readonly contactKey?: readonly string[]
  /** Which e-commerce tables the project begins with, and how they name the contact. Default `retail`. */
  readonly structure?: 'retail' | 'legacy' | 'none'
  readonly unknowns?: Partial<DialogInsightUnknowns>
}

export const defaultUnknowns: DialogInsightUnknowns = {
  refusals: {
    authentication: 'AuthenticationFailed',
    inactive: 'KeyInactive',
    expired: 'KeyInactive',
    address: 'IPNotAuthorized',
    permission: 'PermissionDenied',
    malformed: 'DeserializationError',
    project: 'InvalidProject',
    table: 'InvalidTable',
    field: 'InvalidField',
    tooMany: 'TooManyRecords',
    clause: 'InvalidClause',
    badRecord: 'InvalidRecord',
  },
  rejections: {
    invalid: 'InvalidData',
    duplicate: 'DuplicateKey',
    unmatched: 'Unmatched',
    required: 'MissingRequiredField',
    foreignKey: 'ForeignKeyNotFound',
  },
  statuses: { created: 'Created', updated: 'Updated', skipped: 'Skipped', error: 'Error' },
  refusedStatus: 200,
  badRecord: 'alone',
  resultOrder: 'asSent',
  echoesKey: true,
  mostRecords: 1_000,
  letterCase: 'ignored',
  keyFlag: 'isKey',
  tableMethods: undefined,
  tableClause: 'either',
  unknownColumn: 'refused',
  foreignKeys: 'checked',
}
