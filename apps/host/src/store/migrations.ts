import { accessSteps } from './access-steps.ts'
import { automationSteps } from './automation-steps.ts'
import { campaignSteps } from './campaign-steps.ts'
import { cartSteps } from './cart-steps.ts'
import { budgetSteps } from './budget-steps.ts'
import { checkoutSteps } from './checkout-steps.ts'
import { feedRunSteps } from './feed-run-steps.ts'
import { keptAnswerSteps } from './kept-answer-steps.ts'
import { lockSteps } from './lock-steps.ts'
import { noticeSteps } from './notice-steps.ts'
import { personSteps } from './person-steps.ts'
import { declaredSteps } from './declared-steps.ts'
import { deliveringSteps } from './delivering-steps.ts'
import { outdatedSteps } from './outdated-steps.ts'
import { pauseSteps } from './pause-steps.ts'
import { peopleSteps } from './people-steps.ts'
import { pageKeySteps } from './page-key-steps.ts'
import { purgeSteps } from './purge-steps.ts'
import { rateSteps } from './rate-steps.ts'
import { readingSteps } from './reading-steps.ts'
import { secretSteps } from './secret-steps.ts'
import { segmentSteps } from './segment-steps.ts'
import { salesSteps } from './sales-steps.ts'
import { removalSteps } from './removal-steps.ts'
import { seriesSteps } from './series-steps.ts'
import { shareSteps } from './share-steps.ts'
import { servingSteps } from './serving-steps.ts'
import { tillSteps } from './till-steps.ts'
import { transactionSteps } from './transaction-steps.ts'
import { troubleSteps } from './trouble-steps.ts'
import { voucherSteps } from './voucher-steps.ts'
import { waitingSteps } from './waiting-steps.ts'
import {
  bigint,
  column,
  index,
  narrowTable,
  optional,
  smallint,
  starting,
  table,
  text,
  type SchemaStep,
} from './schema-steps.ts'

/** Steps of the schema, forward only; a store is at step n when the first n have run. A step that was released is never edited. */
export const migrations: readonly (readonly SchemaStep[])[] = [
  [...readingSteps, ...deliveringSteps],
  [
    column('slice', 'walk', starting(text, 'rows')),
    column('stream', 'swept_at', starting(bigint, 0)),
    column('refresh', 'mark', starting(bigint, 1)),
    narrowTable('child_due', ['org', 'connection', 'stream', 'part', 'parent_key'], {
      org: text,
      connection: text,
      stream: text,
      part: smallint,
      parent_key: text,
      mark: bigint,
    }),
  ],
  servingSteps,
  [
    table('account', ['org', 'connection'], {
      org: text,
      connection: text,
      fingerprint: text,
      account: text,
      clock_offset: bigint,
      checked_at: bigint,
    }),
  ],
  [
    table('feed', ['org', 'connection'], {
      org: text,
      connection: text,
      fingerprint: text,
      position: text,
      read_to: bigint,
      page: bigint,
      fence: bigint,
    }),
  ],
  [
    column('work', 'replayed', starting(smallint, 0)),
    column('consumer', 'joined', starting(text, '')),
    column('ledger', 'ticket_index', optional(bigint)),
    column('ledger', 'poll_at', optional(bigint)),
    column('ledger', 'wait_sink', optional(text)),
    column('ledger', 'wait_key', optional(text)),
    column('ledger', 'wait_optional', starting(smallint, 0)),
    column('ledger', 'reason', optional(text)),
    column('ledger', 'serial', optional(text)),
    column('ledger', 'cause', optional(text)),
    index('ledger_waiting', 'ledger', ['org', 'connection', 'wait_sink', 'wait_key'], {
      where: 'wait_sink is not null',
    }),
    index('ledger_serial', 'ledger', ['org', 'connection', 'serial'], {
      where: "serial is not null and state in ('sent', 'pending')",
    }),
    narrowTable(
      'item_reference',
      ['org', 'connection', 'sink', 'item_key', 'target_sink', 'target_key'],
      {
        org: text,
        connection: text,
        sink: text,
        item_key: text,
        target_sink: text,
        target_key: text,
      },
    ),
    index('item_reference_target', 'item_reference', [
      'org',
      'connection',
      'target_sink',
      'target_key',
    ]),
    narrowTable('join_value', ['org', 'delivery', 'side', 'name', 'value', 'id'], {
      org: text,
      delivery: text,
      side: text,
      name: text,
      value: text,
      id: text,
    }),
    index('join_value_row', 'join_value', ['org', 'delivery', 'side', 'id']),
  ],
  [
    table('served', ['org', 'connection', 'sink'], {
      org: text,
      connection: text,
      sink: text,
      wanted: bigint,
      made: bigint,
      made_with: text,
      version: optional(text),
      making: optional(text),
      held: optional(text),
      accepted: smallint,
      fault: optional(text),
      fetched_at: optional(bigint),
      fetched_by: optional(text),
    }),
    table('served_version', ['org', 'connection', 'sink', 'id'], {
      org: text,
      connection: text,
      sink: text,
      id: text,
      hash: text,
      content_type: text,
      items: bigint,
      bytes: bigint,
      gzip_bytes: bigint,
      brotli_bytes: bigint,
      keys_bytes: bigint,
      made_at: bigint,
    }),
    table('served_chunk', ['org', 'connection', 'sink', 'version', 'form', 'part'], {
      org: text,
      connection: text,
      sink: text,
      version: text,
      form: text,
      part: bigint,
      data: text,
    }),
    table('consent_fact', ['org', 'subject', 'entity', 'id'], {
      org: text,
      subject: text,
      entity: text,
      id: text,
      fact: text,
    }),
    index('consent_fact_row', 'consent_fact', ['org', 'entity', 'id']),
  ],
  [
    column('slice', 'lease_until', starting(bigint, 0)),
    table('lease', ['org', 'name'], {
      org: text,
      name: text,
      owner: text,
      fence: bigint,
      until: bigint,
      rests_until: bigint,
      failures: bigint,
    }),
    table('helped', ['org', 'connection', 'stream', 'id'], {
      org: text,
      connection: text,
      stream: text,
      id: text,
      counts: text,
    }),
  ],
  personSteps,
  [column('slice', 'observed_to', starting(bigint, 0))],
  budgetSteps,
  accessSteps,
  rateSteps,
  transactionSteps,
  segmentSteps,
  salesSteps,
  voucherSteps,
  pageKeySteps,
  lockSteps,
  noticeSteps,
  automationSteps,
  checkoutSteps,
  feedRunSteps,
  cartSteps,
  pauseSteps,
  seriesSteps,
  peopleSteps,
  declaredSteps,
  campaignSteps,
  secretSteps,
  keptAnswerSteps,
  removalSteps,
  shareSteps,
  troubleSteps,
  tillSteps,
  purgeSteps,
  waitingSteps,
  outdatedSteps,
]
