/** Steps of the schema, forward only; a store is at step n when the first n have run. A step that was released is never edited. */
export const migrations: readonly (readonly string[])[] = [
  [
    `create table stream (
      org text not null, connection text not null, stream text not null,
      generation bigint not null,
      mapping_epoch bigint not null, mapping_version text not null, fingerprint text not null,
      observed_to bigint not null, held text, shape text,
      primary key (org, connection, stream))`,
    `create table slice (
      org text not null, connection text not null, stream text not null, id text not null,
      scope text not null, generation bigint not null, from_instant bigint not null, params text not null,
      position text, page bigint not null, status text not null, tail smallint not null, estimate bigint,
      group_key text, fence bigint not null, owner text, not_before bigint not null, attempts bigint not null,
      nameless bigint not null,
      primary key (org, connection, stream, id))`,
    `create table scope (
      org text not null, connection text not null, stream text not null, scope text not null,
      generation bigint not null, fingerprint text not null, records bigint not null,
      primary key (org, connection, stream, scope))`,
    `create table record (
      org text not null, connection text not null, stream text not null, key text not null,
      version text, obs_from bigint not null, obs_to bigint not null, hash text not null, data text,
      deleted smallint not null, rejected smallint not null, generation bigint not null, scope text not null,
      mapping_epoch bigint not null, outputs text not null, groups text not null, uncertain smallint not null,
      package_version text not null,
      primary key (org, connection, stream, key))`,
    `create table refresh (
      org text not null, connection text not null, stream text not null, key text not null,
      not_before bigint not null,
      primary key (org, connection, stream, key)) without rowid`,
    `create table member (
      org text not null, connection text not null, stream text not null, mapping text not null,
      group_key text not null, key text not null, rejected smallint not null,
      primary key (org, connection, stream, mapping, group_key, key)) without rowid`,
    `create table record_group (
      org text not null, connection text not null, stream text not null, mapping text not null,
      group_key text not null, dirty bigint not null, outputs text not null,
      primary key (org, connection, stream, mapping, group_key)) without rowid`,
    `create index record_group_dirty on record_group (org, connection, stream, mapping, group_key) where dirty > 0`,
    `create table commerce (
      org text not null, entity text not null, id text not null, connection text not null,
      data text not null, hash text not null, givers bigint not null, deleted_at bigint,
      primary key (org, entity, id))`,
    `create table change (
      org text not null, entity text not null, id text not null, seq bigint not null,
      op smallint not null, lane smallint not null, changed_at bigint not null,
      primary key (org, entity, id)) without rowid`,
    `create unique index change_seq on change (org, lane, seq)`,
    `create table change_head (
      org text not null primary key, seq bigint not null, purged_to bigint not null, epoch text not null)`,
    `create table consumer (
      org text not null, id text not null, epoch text not null, live bigint not null, bulk bigint not null,
      backfill_id text, version text not null, fence bigint not null, moved_at bigint not null,
      primary key (org, id))`,
    `create table work (
      org text not null, delivery text not null, entity text not null, id text not null,
      due_seq bigint not null, lane smallint not null, not_before bigint not null, attempts bigint not null,
      primary key (org, delivery, entity, id)) without rowid`,
    `create index work_due on work (org, delivery, lane, due_seq)`,
    `create table ledger (
      org text not null, connection text not null, sink text not null, item_key text not null,
      delivery text not null, entity text not null, id text not null, state text not null, fence bigint not null,
      op text not null, sent_hash text, payload text, sent_seq bigint not null, idempotency_key text not null,
      sent_at bigint not null, owner text not null, quiet_until bigint not null, acked_hash text, remote_id text,
      ticket text, session text,
      primary key (org, connection, sink, item_key))`,
    `create index ledger_source on ledger (org, delivery, entity, id)`,
    `create index ledger_unsettled on ledger (org, delivery, state) where state in ('sent', 'pending', 'failed')`,
    `create table replacement (
      org text not null, delivery text not null, id text not null, state text not null, session text,
      primary key (org, delivery))`,
    `create table dead_letter (
      org text not null, side text not null, part text not null, key text not null, at text not null,
      fault text not null, record text, item text, scope text not null, generation bigint not null, created_at bigint not null,
      times bigint not null,
      primary key (org, side, part, key, at))`,
    `create table run (
      org text not null, id text not null, side text not null, part text not null,
      started_at bigint not null, ended_at bigint, ok smallint, report text,
      primary key (org, id))`,
    `create index run_part on run (org, side, part, started_at)`,
    `create table finding (
      org text not null, connection text not null, fingerprint text not null, found text not null, at bigint not null,
      primary key (org, connection))`,
  ],
  [
    `alter table slice add column walk text not null default 'rows'`,
    `alter table stream add column swept_at bigint not null default 0`,
    `alter table refresh add column mark bigint not null default 1`,
    `create table child_due (
      org text not null, connection text not null, stream text not null, part smallint not null, parent_key text not null,
      mark bigint not null,
      primary key (org, connection, stream, part, parent_key)) without rowid`,
  ],
  [
    `create table inbox (
      org text not null, connection text not null, id text not null, received_at bigint not null,
      method text not null, target text not null, headers text not null, body text not null,
      status text not null, attempts bigint not null, not_before bigint not null, error text,
      primary key (org, connection, id))`,
    `create index inbox_open on inbox (org, connection, not_before) where status = 'open'`,
    `create index inbox_received on inbox (org, received_at)`,
    `create table entry_seen (
      org text not null, connection text not null, stream text not null, id text not null, seen_at bigint not null,
      primary key (org, connection, stream, id)) without rowid`,
    `create index entry_seen_at on entry_seen (org, seen_at)`,
    `create table registration (
      org text not null, connection text not null, data text not null, checked_at bigint not null,
      primary key (org, connection))`,
    `create table address (
      org text not null, connection text not null, part text not null, token text not null,
      primary key (org, connection, part))`,
    `create table api_token (
      org text not null, id text not null, hash text not null, created_at bigint not null,
      primary key (org, id))`,
    `create table schedule (
      org text not null, id text not null, rule text not null, zone text not null, next_at bigint,
      revision bigint not null,
      primary key (org, id))`,
    `create table firing (
      org text not null, schedule text not null, slot bigint not null, fired_at bigint not null,
      run text, note text,
      primary key (org, schedule, slot))`,
    `create table sync_run (
      org text not null, id text not null, connection text not null, streams text, full_read smallint not null,
      cause text not null, status text not null, attempt bigint not null, queued_at bigint not null,
      not_before bigint not null, started_at bigint, ended_at bigint, ok smallint, report text,
      primary key (org, id))`,
    `create index sync_run_open on sync_run (org, connection, not_before) where status <> 'ended'`,
    `create index sync_run_queued on sync_run (org, queued_at)`,
  ],
  [
    `create table account (
      org text not null, connection text not null, fingerprint text not null, account text not null,
      clock_offset bigint not null, checked_at bigint not null,
      primary key (org, connection))`,
  ],
  [
    `create table feed (
      org text not null, connection text not null, fingerprint text not null, position text not null,
      read_to bigint not null, page bigint not null, fence bigint not null,
      primary key (org, connection))`,
  ],
  [
    `alter table work add column replayed smallint not null default 0`,
    `alter table consumer add column joined text not null default ''`,
    `alter table ledger add column ticket_index bigint`,
    `alter table ledger add column poll_at bigint`,
    `alter table ledger add column wait_sink text`,
    `alter table ledger add column wait_key text`,
    `alter table ledger add column wait_optional smallint not null default 0`,
    `alter table ledger add column reason text`,
    `alter table ledger add column serial text`,
    `alter table ledger add column cause text`,
    `create index ledger_waiting on ledger (org, connection, wait_sink, wait_key) where wait_sink is not null`,
    `create index ledger_serial on ledger (org, connection, serial) where serial is not null and state in ('sent', 'pending')`,
    `create table item_reference (
      org text not null, connection text not null, sink text not null, item_key text not null,
      target_sink text not null, target_key text not null,
      primary key (org, connection, sink, item_key, target_sink, target_key)) without rowid`,
    `create index item_reference_target on item_reference (org, connection, target_sink, target_key)`,
    `create table join_value (
      org text not null, delivery text not null, side text not null, name text not null, value text not null,
      id text not null,
      primary key (org, delivery, side, name, value, id)) without rowid`,
    `create index join_value_row on join_value (org, delivery, side, id)`,
  ],
]
