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
import type {
  AccountTable,
  ChildDueTable,
  FeedTable,
  RefreshTable,
  ScopeTable,
  SliceTable,
  StreamTable,
} from './reading-tables.ts'
import type {
  ChangeTable,
  CommerceTable,
  ConsumerTable,
  MemberTable,
  RecordGroupTable,
  RecordTable,
} from './record-tables.ts'
import type {
  DeadLetterTable,
  ItemReferenceTable,
  JoinValueTable,
  LedgerTable,
  ReplacementTable,
  WorkTable,
} from './delivering-tables.ts'
import type {
  FiringTable,
  InboxTable,
  LeaseTable,
  RunTable,
  ScheduleTable,
  SyncRunTable,
} from './serving-tables.ts'

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
