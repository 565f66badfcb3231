import type { KeptAnswerTable } from './kept-answer-tables.ts'
import type { ApiTokenTable, AuditTable, FormerSecretTable } from './access-tables.ts'
import type {
  AutomationRunTable,
  AutomationSeenTable,
  AutomationStateTable,
  AutomationStepTable,
} from './automation-tables.ts'
import type { BudgetOwnerTable, BudgetSlotTable, BudgetTable } from './budget-tables.ts'
import type { ConsentFactTable } from './consent-tables.ts'
import type {
  DeclaredEntryTable,
  DeclaredStateTable,
  DeclaredVersionTable,
  ModuleChoiceTable,
  OrganisationTable,
} from './declared-tables.ts'
import type { PageKeyTable } from './page-key-tables.ts'
import type { BonusImportTable, SurfaceCallTable } from './till-tables.ts'
import type {
  ProductFeedRunTable,
  ProductFeedSentTable,
  ProductFeedStockTable,
} from './feed-run-tables.ts'
import type {
  ErasedKeyTable,
  PersonAliasTable,
  PersonDayTable,
  PersonDecisionTable,
  PersonErasureTable,
  PersonKeyCountTable,
  PersonKeyTable,
  PersonMemberTable,
  PersonMentionTable,
  PersonSpellingTable,
  PersonTable,
  PersonTraceTable,
  PersonWordCountTable,
  PersonWordTable,
} from './person-tables.ts'
import type { PersonLockTable } from './lock-tables.ts'
import type {
  HostCodeTable,
  HostFactorTable,
  HostKeyTable,
  HostLoginTable,
  HostSessionTable,
  HostUserTable,
  InvitationTable,
  MembershipTable,
  SetupCodeTable,
} from './people-tables.ts'
import type {
  AlertStateTable,
  InsightMuteTable,
  NoticeTable,
  OwnNoticeTable,
  QuotaCountTable,
} from './notice-tables.ts'
import type { SecretTable } from './secret-tables.ts'
import type { RateTable } from './rate-tables.ts'
import type {
  OwnSegmentTable,
  SegmentCustomerTable,
  SegmentDueTable,
  SegmentEventTable,
  SegmentLineTable,
  SegmentLinkTable,
  SegmentMemberTable,
  SegmentOrderTable,
  SegmentProductTable,
  SegmentStateTable,
} from './segment-tables.ts'
import type {
  CampaignCubeTable,
  CampaignDueTable,
  CampaignFactTable,
  CampaignTouchTable,
  TouchDueTable,
} from './campaign-tables.ts'
import type { CartLinkTable, CartStepTable, CartWatchTable } from './cart-tables.ts'
import type {
  CartFactTable,
  CheckoutDueTable,
  PaymentCubeTable,
  PaymentFactTable,
} from './checkout-tables.ts'
import type {
  BuyerDueTable,
  SalesCostTable,
  SalesCubeTable,
  SalesDueTable,
  SalesFactTable,
  SalesProductTable,
  SalesRefundTable,
  SalesStoreTable,
} from './sales-tables.ts'
import type { ConnectionPauseTable } from './pause-tables.ts'
import type { ConnectionRemovalTable } from './removal-tables.ts'
import type { PortalLogoTable, ShareTable } from './share-tables.ts'
import type { ConnectionTroubleTable, TroubleMuteTable } from './trouble-tables.ts'
import type { ServedChunkTable, ServedTable, ServedVersionTable } from './served-tables.ts'
import type { TransactAnswerTable, TransactLockTable } from './transaction-tables.ts'
import type { VoucherStateTable, VoucherUseTable } from './voucher-tables.ts'

/**
 * The tables, as the queries see them.
 *
 * One schema for every database: text, 64-bit integers, JSON as text that SQL never looks into, instants as epoch
 * milliseconds, truth as 0 and 1. Every key begins with the organisation.
 */
export interface Tables {
  stream: StreamTable
  slice: SliceTable
  scope: ScopeTable
  record: RecordTable
  refresh: RefreshTable
  child_due: ChildDueTable
  member: MemberTable
  record_group: RecordGroupTable
  commerce: CommerceTable
  change: ChangeTable
  change_head: { org: string; seq: number; purged_to: number; epoch: string }
  consumer: ConsumerTable
  work: WorkTable
  ledger: LedgerTable
  item_reference: ItemReferenceTable
  join_value: JoinValueTable
  replacement: ReplacementTable
  dead_letter: DeadLetterTable
  run: RunTable
  inbox: InboxTable
  entry_seen: { org: string; connection: string; stream: string; id: string; seen_at: number }
  registration: { org: string; connection: string; data: string; checked_at: number }
  address: { org: string; connection: string; part: string; token: string }
  api_token: ApiTokenTable
  former_secret: FormerSecretTable
  audit: AuditTable
  schedule: ScheduleTable
  firing: FiringTable
  sync_run: SyncRunTable
  account: AccountTable
  feed: FeedTable
  finding: { org: string; connection: string; fingerprint: string; found: string; at: number }
  served: ServedTable
  served_version: ServedVersionTable
  served_chunk: ServedChunkTable
  consent_fact: ConsentFactTable
  lease: LeaseTable
  helped: { org: string; connection: string; stream: string; id: string; counts: string }
  budget: BudgetTable
  budget_slot: BudgetSlotTable
  budget_owner: BudgetOwnerTable
  person_trace: PersonTraceTable
  person_mention: PersonMentionTable
  person_member: PersonMemberTable
  person_key: PersonKeyTable
  person_key_count: PersonKeyCountTable
  person: PersonTable
  person_decision: PersonDecisionTable
  person_alias: PersonAliasTable
  person_word: PersonWordTable
  person_word_count: PersonWordCountTable
  person_spelling: PersonSpellingTable
  person_erasure: PersonErasureTable
  person_day: PersonDayTable
  erased_key: ErasedKeyTable
  person_lock: PersonLockTable
  rate: RateTable
  sales_fact: SalesFactTable
  sales_cube: SalesCubeTable
  sales_refund: SalesRefundTable
  sales_product: SalesProductTable
  sales_cost: SalesCostTable
  sales_store: SalesStoreTable
  sales_due: SalesDueTable
  buyer_due: BuyerDueTable
  payment_fact: PaymentFactTable
  payment_cube: PaymentCubeTable
  cart_fact: CartFactTable
  checkout_due: CheckoutDueTable
  connection_pause: ConnectionPauseTable
  transact_lock: TransactLockTable
  transact_answer: TransactAnswerTable
  segment_customer: SegmentCustomerTable
  segment_order: SegmentOrderTable
  segment_line: SegmentLineTable
  segment_product: SegmentProductTable
  segment_event: SegmentEventTable
  segment_link: SegmentLinkTable
  segment_due: SegmentDueTable
  segment_state: SegmentStateTable
  segment_member: SegmentMemberTable
  own_segment: OwnSegmentTable
  secret: SecretTable
  declared_entry: DeclaredEntryTable
  declared_version: DeclaredVersionTable
  declared_state: DeclaredStateTable
  organisation: OrganisationTable
  module_choice: ModuleChoiceTable
  connection_trouble: ConnectionTroubleTable
  trouble_mute: TroubleMuteTable
  connection_removal: ConnectionRemovalTable
  voucher_use: VoucherUseTable
  voucher_state: VoucherStateTable
  page_key: PageKeyTable
  share: ShareTable
  portal_logo: PortalLogoTable
  notice: NoticeTable
  alert_state: AlertStateTable
  insight_mute: InsightMuteTable
  own_notice: OwnNoticeTable
  quota_count: QuotaCountTable
  product_feed_run: ProductFeedRunTable
  kept_answer: KeptAnswerTable
  product_feed_stock: ProductFeedStockTable
  product_feed_sent: ProductFeedSentTable
  automation_run: AutomationRunTable
  automation_step: AutomationStepTable
  automation_state: AutomationStateTable
  automation_seen: AutomationSeenTable
  cart_watch: CartWatchTable
  cart_step: CartStepTable
  cart_link: CartLinkTable
  host_user: HostUserTable
  host_session: HostSessionTable
  host_login: HostLoginTable
  host_code: HostCodeTable
  host_factor: HostFactorTable
  host_key: HostKeyTable
  setup_code: SetupCodeTable
  membership: MembershipTable
  invitation: InvitationTable
  campaign_touch: CampaignTouchTable
  campaign_fact: CampaignFactTable
  campaign_cube: CampaignCubeTable
  campaign_due: CampaignDueTable
  touch_due: TouchDueTable
  bonus_import: BonusImportTable
  surface_call: SurfaceCallTable
}

export interface FeedTable {
  org: string
  connection: string
  fingerprint: string
  position: string
  /** In the vendor's clock. */
  read_to: number
  page: number
  fence: number
}

export interface StreamTable {
  org: string
  connection: string
  stream: string
  /** Grows with each run. */
  generation: number
  /** Grows with each change of the mappings: what was prepared before it may not commit after it. */
  mapping_epoch: number
  mapping_version: string
  /** The settings that the records were read with. */
  fingerprint: string
  /** How far the engine's clock got in this stream: it never runs backwards. */
  observed_to: number
  /** Deletions that wait for the merchant's word, as JSON. */
  held: string | null
  /** The shape of the rows that the mappings read, as JSON. */
  shape: string | null
  /** When the last complete sweep began. */
  swept_at: number
}

export interface SliceTable {
  org: string
  connection: string
  stream: string
  id: string
  scope: string
  generation: number
  /** When its first request began. */
  from_instant: number
  params: string
  position: string | null
  page: number
  status: 'open' | 'done'
  tail: number
  estimate: number | null
  group_key: string | null
  fence: number
  owner: string | null
  /** Until then, by the database's clock, nobody but the owner reads it. */
  lease_until: number
  not_before: number
  attempts: number
  /** Rejected rows without a key: they switch off deletion by absence. */
  nameless: number
  /** How far the engine's clock got in it. */
  observed_to: number
  /** What is walked: the rows, only which keys exist, or the rows that belong to rows of another stream. */
  walk: SliceWalk
}

/** Work that one process at a time may do. */
export interface LeaseTable {
  org: string
  name: string
  owner: string
  fence: number
  /** By the database's clock. */
  until: number
  /** Nobody is to do it before this instant, by the database's clock: what it is done with is in trouble. */
  rests_until: number
  /** How often in a row it failed. */
  failures: number
}

export type SliceWalk = 'rows' | 'keys' | 'children'

export interface ScopeTable {
  org: string
  connection: string
  stream: string
  scope: string
  /** The last generation that was complete, and the settings that it was read with. */
  generation: number
  fingerprint: string
  records: number
}

export interface RecordTable {
  org: string
  connection: string
  stream: string
  key: string
  version: string | null
  obs_from: number
  obs_to: number
  hash: string
  data: string | null
  deleted: number
  rejected: number
  generation: number
  scope: string
  mapping_epoch: number
  /** Commerce rows that this record gives, as a JSON array of `entity/id`. */
  outputs: string
  /** Group of each grouping mapping, as a JSON object. */
  groups: string
  uncertain: number
  package_version: string
}

/** Keys whose observations cannot be told apart: the vendor is asked again. */
export interface RefreshTable {
  org: string
  connection: string
  stream: string
  key: string
  not_before: number
  /** Grows with each wish: an answer that was asked for before it does not fulfil it. */
  mark: number
}

/** Rows of another stream whose children are to be read; each is of one part, so that the parts can be read at the same time. */
export interface ChildDueTable {
  org: string
  connection: string
  stream: string
  part: number
  parent_key: string
  /** Grows with each change of the parent: what was read before it is read again. */
  mark: number
}

export interface MemberTable {
  org: string
  connection: string
  stream: string
  mapping: string
  group_key: string
  key: string
  rejected: number
}

export interface RecordGroupTable {
  org: string
  connection: string
  stream: string
  mapping: string
  group_key: string
  /** Grows with each change of a member; 0: its output is current. */
  dirty: number
  outputs: string
}

export interface CommerceTable {
  org: string
  entity: string
  id: string
  connection: string
  data: string
  hash: string
  /** How many records or groups give this row; at 0 it is deleted. */
  givers: number
  deleted_at: number | null
}

export interface ChangeTable {
  org: string
  entity: string
  id: string
  seq: number
  op: number
  lane: number
  changed_at: number
}

export interface ConsumerTable {
  org: string
  id: string
  epoch: string
  live: number
  bulk: number
  /** Where the walk over all rows is; null: it has ended. */
  backfill_id: string | null
  version: string
  fence: number
  moved_at: number
  /** The version that the values of its joined rows were collected for, once all were. */
  joined: string
}

export interface WorkTable {
  org: string
  delivery: string
  entity: string
  id: string
  due_seq: number
  lane: number
  not_before: number
  attempts: number
  /** Somebody asked for it again. */
  replayed: number
}

export interface LedgerTable {
  org: string
  connection: string
  sink: string
  item_key: string
  delivery: string
  entity: string
  id: string
  state: 'open' | 'sent' | 'pending' | 'held' | 'acked' | 'skipped' | 'failed' | 'gone'
  fence: number
  op: 'write' | 'delete'
  sent_hash: string | null
  payload: string | null
  sent_seq: number
  idempotency_key: string
  sent_at: number
  owner: string
  quiet_until: number
  acked_hash: string | null
  remote_id: string | null
  ticket: string | null
  session: string | null
  /** The place among the items of its ticket. */
  ticket_index: number | null
  poll_at: number | null
  /** The item of a sink of the same connection that it waits for. */
  wait_sink: string | null
  wait_key: string | null
  /** It goes without, once nothing is left that could bring it. */
  wait_optional: number
  /** Why the sink does not have it, or why waiting is in vain for now. */
  reason: string | null
  /** Items of a connection with the same value are never under way at the same time. */
  serial: string | null
  /** Why it was sent: `live`, `backfill` or `replay`; of a delete `removed` or `excluded` as well, after a space. */
  cause: string | null
}

/** To which items of other sinks an item refers. */
export interface ItemReferenceTable {
  org: string
  connection: string
  sink: string
  item_key: string
  target_sink: string
  target_key: string
}

/** By which values the rows that a delivery sends find the rows that its mapping joins. */
export interface JoinValueTable {
  org: string
  delivery: string
  /** `asks`: a row that is sent looks for the value; `has`: a row that is joined has it. */
  side: 'asks' | 'has'
  name: string
  value: string
  id: string
}

export interface ReplacementTable {
  org: string
  delivery: string
  id: string
  state: 'begun' | 'writing' | 'committing'
  session: string | null
}

export interface DeadLetterTable {
  org: string
  side: 'source' | 'delivery'
  /** `connection/stream`, or the delivery. */
  part: string
  key: string
  at: string
  fault: string
  record: string | null
  item: string | null
  scope: string
  generation: number
  created_at: number
  times: number
}

export interface RunTable {
  org: string
  id: string
  side: 'source' | 'delivery'
  part: string
  started_at: number
  ended_at: number | null
  ok: number | null
  report: string | null
}

/** Webhooks as they came: what was answered is here. */
export interface InboxTable {
  org: string
  connection: string
  id: string
  received_at: number
  method: string
  /** Path and query below the connection's address. */
  target: string
  /** Pairs of name and value, as JSON. */
  headers: string
  /** The raw bytes in base64. */
  body: string
  status: 'open' | 'done' | 'failed'
  attempts: number
  not_before: number
  /** The fault of the last attempt, as JSON. */
  error: string | null
}

export interface ScheduleTable {
  org: string
  /** The connection that is read. */
  id: string
  rule: string
  zone: string
  /** Null: the rule has no further instant. */
  next_at: number | null
  /** Grows with each change of the rule or the zone. */
  revision: number
}

/** One slot of a schedule that was met: at most once. */
export interface FiringTable {
  org: string
  schedule: string
  slot: number
  fired_at: number
  /** The run that was asked for; null where none was. */
  run: string | null
  note: string | null
}

/** A reading of a connection that was asked for, by whom, and what came of it. */
export interface SyncRunTable {
  org: string
  id: string
  connection: string
  /** Names as JSON; null: all that are enabled. */
  streams: string | null
  full_read: number
  cause: 'person' | 'schedule' | 'hint' | 'first'
  status: 'queued' | 'running' | 'ended'
  attempt: number
  queued_at: number
  not_before: number
  started_at: number | null
  ended_at: number | null
  ok: number | null
  report: string | null
}

/** What the check of a connection told, with the settings that it was told for. */
export interface AccountTable {
  org: string
  connection: string
  fingerprint: string
  account: string
  clock_offset: number
  checked_at: number
}
