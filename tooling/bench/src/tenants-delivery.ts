/** What a delivery writes while it sends the orders of an organisation. */
import {
  addWork,
  settleWork,
  unhindered,
  writeEntries,
  type LedgerEntry,
  type NewDue,
  type PreparedRecord,
  type Store,
} from '@cartograph/host/measured-store'

export const delivery = 'crm'
/** Rows that stay before the delivery, of each page. */
const leftOfPage = 2

/** What a delivery writes of a page of orders: what is due, what it is about to send, and what the sink said; a few stay due. */
export async function deliverPage(
  store: Store,
  records: readonly PreparedRecord[],
  from: number,
): Promise<void> {
  const sink = { connection: 'crm', sink: 'orders' }
  const rows = records.flatMap(({ outputs }) => outputs.filter(({ entity }) => entity === 'order'))
  const due = rows.map(({ entity, id }, at): NewDue => ({
    entity,
    id,
    seq: from + at + 1,
    lane: 'live',
  }))
  await store.write((dialect, org) => addWork(dialect, org, delivery, due))
  const sent = rows.slice(leftOfPage).map((row, at) => ({ row, seq: from + at + 1 }))
  await store.write((dialect, org) =>
    writeEntries(
      dialect,
      org,
      sink,
      sent.map(({ row, seq }) => entryOf(row, seq, 'sent')),
    ),
  )
  await store.write(function* (dialect, org) {
    yield* writeEntries(
      dialect,
      org,
      sink,
      sent.map(({ row, seq }) => entryOf(row, seq, 'acked')),
    )
    yield* settleWork(
      dialect,
      org,
      delivery,
      due.slice(leftOfPage).map(({ entity, id, seq, lane }) => ({
        entity,
        id,
        seq,
        lane,
        attempts: 0,
        replayed: false,
      })),
    )
  })
}

function entryOf(
  { entity, id, hash }: PreparedRecord['outputs'][number],
  seq: number,
  state: 'sent' | 'acked',
): LedgerEntry {
  const item = { key: id, body: { id, status: 'paid', total: 129_00, email: `${id}@shop.example` } }
  return {
    ...unhindered,
    item_key: JSON.stringify([id]),
    delivery,
    entity,
    id,
    state,
    fence: 1,
    op: 'write',
    sent_hash: hash,
    payload: JSON.stringify(item),
    sent_seq: seq,
    idempotency_key: `crm-orders-${id}-${seq}`,
    sent_at: Date.now(),
    owner: 'bench',
    quiet_until: 0,
    acked_hash: state === 'acked' ? hash : null,
    remote_id: id,
    serial: null,
    cause: 'live',
  }
}
