import { expect, test } from 'vitest'
import { unhindered, type Due, type LedgerEntry } from '../store/index.ts'
import { decide, type SourceState } from './decide.ts'
import type { MappedItem } from './items.ts'

const due: Due = {
  entity: 'order',
  id: 'shop:1',
  seq: 7,
  lane: 'live',
  attempts: 0,
  replayed: false,
}
const item = (key: string, hash: string): MappedItem => ({ key, item: {}, payload: '{}', hash })
const entry = (key: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  item_key: key,
  delivery: 'd',
  entity: 'order',
  id: 'shop:1',
  state: 'acked',
  fence: 1,
  op: 'write',
  sent_hash: 'h',
  payload: '{}',
  sent_seq: 1,
  idempotency_key: 'k',
  sent_at: 0,
  owner: 'o',
  quiet_until: 500,
  acked_hash: 'h',
  remote_id: null,
  ...unhindered,
  serial: null,
  cause: 'live',
  ...more,
})
const source = (more: Partial<SourceState> = {}): SourceState => ({
  delivery: 'd',
  due,
  gone: false,
  items: [],
  incomplete: false,
  own: [],
  ...more,
})
const rules = { append: false, deletes: true }
const run = (state: SourceState, entries: readonly LedgerEntry[] = [], more = rules) =>
  decide(state, new Map(entries.map((each) => [each.item_key, each])), new Map(), more)

test('an item that the sink has as it is needs no send', () => {
  const known = entry('a')
  expect(run(source({ items: [item('a', 'h')], own: [known] }), [known])).toMatchObject({
    actions: [],
    unchanged: 1,
  })
})

test('a changed item is written', () => {
  const known = entry('a')
  expect(run(source({ items: [item('a', 'new')], own: [known] }), [known]).actions).toMatchObject([
    { kind: 'write', entry: known },
  ])
})

test('while an attempt is open, the same hash is no reason to skip and no reason to send', () => {
  const open = entry('a', { state: 'sent' })
  expect(run(source({ items: [item('a', 'h')], own: [open] }), [open])).toMatchObject({
    actions: [],
    unchanged: 0,
    blockedUntil: 500,
  })
})

test('what vanishes is deleted where the sink deletes, and forgotten where it does not', () => {
  const known = entry('a')
  expect(run(source({ gone: true, own: [known] }), [known]).actions).toMatchObject([
    { kind: 'delete', because: 'removed' },
  ])
  expect(run(source({ own: [known] }), [known]).actions).toMatchObject([
    { kind: 'delete', because: 'excluded' },
  ])
  const kept = run(source({ own: [known] }), [known], { append: false, deletes: false })
  expect(kept).toMatchObject({ actions: [], forgotten: [{ item_key: 'a' }] })
})

test('what never arrived is not deleted at the sink', () => {
  const failed = entry('a', { state: 'failed', acked_hash: null })
  expect(run(source({ gone: true, own: [failed] }), [failed])).toMatchObject({
    actions: [],
    forgotten: [{ item_key: 'a' }],
  })
})

test('a mapping that failed on a part deletes nothing', () => {
  const known = entry('a')
  expect(run(source({ incomplete: true, own: [known] }), [known])).toMatchObject({
    actions: [],
    forgotten: [],
  })
})

test('an item that was appended is never sent again, whatever it says now', () => {
  const known = entry('a')
  const append = { append: true, deletes: false }
  expect(run(source({ items: [item('a', 'new')], own: [known] }), [known], append)).toMatchObject({
    actions: [],
    unchanged: 1,
  })
})

test('an item of another row is contended, also within one decision', () => {
  const other = entry('a', { id: 'shop:2' })
  expect(run(source({ items: [item('a', 'h')] }), [other]).contended).toMatchObject([
    { owner: 'order/shop:2 of the delivery d' },
  ])
  const claimed = new Map([['a', 'order/shop:3']])
  expect(decide(source({ items: [item('a', 'h')] }), new Map(), claimed, rules)).toMatchObject({
    actions: [],
    contended: [{ owner: 'order/shop:3' }],
  })
})

test('another delivery that gives the same item of the same row does not take it over', () => {
  const other = entry('a', { delivery: 'e' })
  expect(run(source({ items: [item('a', 'new')] }), [other])).toMatchObject({
    actions: [],
    contended: [{ owner: 'order/shop:1 of the delivery e' }],
  })
})

test('an item that is gone can be claimed by another row', () => {
  const gone = entry('a', { id: 'shop:2', state: 'gone', acked_hash: null })
  expect(run(source({ items: [item('a', 'h')] }), [gone]).actions).toMatchObject([
    { kind: 'write' },
  ])
})

test('an item that the sink skipped is not offered again until it changes', () => {
  const known = entry('a', { state: 'skipped', acked_hash: null })
  expect(run(source({ items: [item('a', 'h')], own: [known] }), [known])).toMatchObject({
    actions: [],
    unchanged: 1,
  })
  expect(run(source({ items: [item('a', 'new')], own: [known] }), [known]).actions).toMatchObject([
    { kind: 'write' },
  ])
})

test('while an answer is awaited, the next look is when it may be asked for', () => {
  const open = entry('a', { state: 'pending', poll_at: 900 })
  expect(run(source({ items: [item('a', 'new')], own: [open] }), [open])).toMatchObject({
    actions: [],
    blockedUntil: 900,
  })
})

test('what the delivery gave from another entity is taken over, and then it is not deleted', () => {
  const old = entry('a', { entity: 'cart', id: 'shop:9' })
  const byKey = new Map([['a', old]])
  const claimed = new Map<string, string>()
  expect(decide(source({ items: [item('a', 'h2')] }), byKey, claimed, rules)).toMatchObject({
    actions: [{ kind: 'write', entry: old }],
    contended: [],
  })
  const before: Due = { ...due, entity: 'cart', id: 'shop:9' }
  expect(decide(source({ due: before, own: [old] }), byKey, claimed, rules)).toMatchObject({
    actions: [],
    forgotten: [],
  })
})
