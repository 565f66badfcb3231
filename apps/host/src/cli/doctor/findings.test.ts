import { expect, test } from 'vitest'
import { clockFinding, storeClockFindings } from './clock-findings.ts'
import { deliveryFindings } from './delivery-findings.ts'
import type { ConnectionFacts } from './connection-facts.ts'
import type { DeliveryFacts } from './delivery-facts.ts'
import type { StreamFacts } from './stream-facts.ts'
import { ageText, type Finding } from './finding.ts'
import { readingFindings } from './reading-findings.ts'
import { webhookFindings } from './webhook-findings.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
const ago = (minutes: number) => now - minutes * 60_000

const orders: StreamFacts = {
  connection: 'shop',
  stream: 'orders',
  lastRun: undefined,
  lastSuccessAt: ago(5),
  openSlices: 0,
  attempts: 0,
  letters: 0,
  held: undefined,
  isSweepOverdue: false,
}

const shop: ConnectionFacts = {
  id: 'shop',
  rule: { rule: '*/15 * * * *', zone: 'UTC' },
  enabled: ['orders'],
  streams: [orders],
  clockOffsetMs: 0,
  inbox: undefined,
  webhookLetters: 0,
  registration: undefined,
}

const crm: DeliveryFacts = {
  id: 'crm',
  isPaused: false,
  behind: 0,
  movedAt: ago(1),
  waiting: 0,
  held: 0,
  unknown: 0,
  unknownSince: undefined,
  letters: 0,
  lastRun: undefined,
}

/** A run that ended with a fault ten minutes ago. */
const failed = {
  id: 'run',
  part: '',
  startedAt: ago(11),
  endedAt: ago(10),
  ok: false,
  report: JSON.stringify({
    fault: { $fault: 'v1', kind: 'transient', message: 'The shop was down.' },
  }),
}

const told = (findings: readonly Finding[]) =>
  findings.map(({ status, message }) => `${status}: ${message}`)

const stream = (changes: Partial<StreamFacts>, connection: Partial<ConnectionFacts> = {}) =>
  told(readingFindings({ ...shop, streams: [{ ...orders, ...changes }], ...connection }, now))

test('a connection that is current has one line', () => {
  expect(stream({})).toStrictEqual(['ok: 1 stream, all read well in the last 5 minutes.'])
})

test.each<[string, Partial<StreamFacts>, string]>([
  [
    'that missed two slots and an hour',
    { lastSuccessAt: ago(95) },
    'problem: Its last good run was 1 hour ago, although it is to be read at `*/15 * * * *`.',
  ],
  [
    'without a good run',
    { lastSuccessAt: undefined, lastRun: failed },
    'problem: None of its remembered runs was good, although it is to be read at `*/15 * * * *`. The shop was down.',
  ],
  [
    'whose last run failed',
    { lastRun: failed },
    'warning: Its last run failed 10 minutes ago. The shop was down.',
  ],
  [
    'that is stuck',
    { openSlices: 2, attempts: 4 },
    'problem: It is stuck: a part of it failed 4 times in a row, 2 parts to go.',
  ],
  ['with dead letters', { letters: 3 }, 'warning: 3 records could not be processed.'],
  [
    'with deletions that are held',
    { held: { candidates: 60, of: 100, scope: '' } },
    'warning: Held for being too many: 60 deletions of 100 records.',
  ],
  [
    'whose sweep is overdue',
    { isSweepOverdue: true },
    'warning: It has not been looked through for what is gone for longer than it should be.',
  ],
])('a stream %s is told', (_what, changes, finding) => {
  expect(stream(changes)).toStrictEqual([finding])
})

test('a stream that was missed for less than two slots and an hour is not late', () => {
  expect(stream({ lastSuccessAt: ago(85) })).toStrictEqual([
    'ok: 1 stream, all read well in the last 1 hour.',
  ])
})

test('without a schedule nothing is late', () => {
  expect(stream({ lastSuccessAt: ago(500_000) }, { rule: undefined })[0]).toMatch(/^ok: /)
})

test('a stream that was never read is told', () => {
  expect(stream({}, { enabled: ['orders', 'products'] })).toStrictEqual([
    'warning: Never read: products.',
  ])
})

const webhooks = (changes: Partial<ConnectionFacts>, hasPublicUrl = true) =>
  told(webhookFindings({ ...shop, ...changes }, { now, hasPublicUrl }))

test.each([
  [1, 'ok'],
  [20, 'warning'],
  [90, 'problem'],
])('a webhook that waits for %d minutes is %s', (minutes, status) => {
  const inbox = { waiting: 2, oldestAt: ago(minutes) }
  expect(webhooks({ inbox })).toStrictEqual([
    `${status}: Waiting to be worked on: 2 webhooks, the oldest for ${ageText(minutes * 60_000)}.`,
  ])
})

test('webhooks that could not be understood are told', () => {
  expect(webhooks({ webhookLetters: 1 })).toStrictEqual([
    'warning: 1 webhook could not be understood.',
  ])
})

test.each([
  [undefined, undefined, 'warning: The vendor was not told where webhooks go.'],
  [0, ago(5), 'problem: The vendor knows none of our webhooks any more.'],
  [4, ago(4000), 'warning: Whether the vendor still knows them was last looked at 2 days ago.'],
  [4, ago(60), 'ok: 4 webhooks registered, seen at the vendor 1 hour ago.'],
])('of %s registered webhooks, seen at %s, is told: %s', (count, checkedAt, finding) => {
  const registration = { count, checkedAt }
  expect(webhooks({ registration })).toStrictEqual([finding])
  expect(webhooks({ registration }, false)).toStrictEqual([])
})

const delivery = (changes: Partial<DeliveryFacts>) =>
  told(deliveryFindings({ ...crm, ...changes }, now))

test.each<[string, Partial<DeliveryFacts>, string]>([
  ['up to date', {}, 'ok: Up to date.'],
  ['on its way', { waiting: 4 }, 'ok: 4 rows on the way.'],
  ['paused', { isPaused: true, behind: 9 }, 'ok: Paused by the configuration.'],
  ['new', { movedAt: undefined }, 'warning: Nothing was sent yet.'],
  [
    'behind for long',
    { behind: 9, movedAt: ago(60) },
    'warning: It is 9 changes and 0 rows behind, and has not moved for 1 hour.',
  ],
  [
    'behind for a day',
    { behind: 9, movedAt: ago(2000), lastRun: failed },
    'problem: It is 9 changes and 0 rows behind, and has not moved for 1 day. The shop was down.',
  ],
  ['down', { lastRun: failed }, 'warning: Its last run failed. The shop was down.'],
  [
    'with items of which nobody knows what came',
    { unknown: 2, unknownSince: ago(30) },
    'warning: What came of 2 items has not been known for 30 minutes.',
  ],
  ['with dead letters', { letters: 2 }, 'warning: 2 items could not be delivered.'],
  ['with items that wait', { held: 5 }, 'warning: Waiting for items of other sinks: 5 items.'],
])('a delivery that is %s is told', (_what, changes, finding) => {
  expect(delivery(changes)).toStrictEqual([finding])
})

test('an item that may still land is nothing to look at', () => {
  expect(delivery({ unknown: 1, unknownSince: now + 60_000 })).toStrictEqual(['ok: Up to date.'])
})

const clock = (...offsets: readonly (number | undefined)[]) => {
  const connections = offsets.map((clockOffsetMs, index) =>
    Object.assign({}, shop, { id: `shop-${index}`, clockOffsetMs }),
  )
  return told([clockFinding(connections)])
}

test('a clock is compared with those of all vendors', () => {
  expect([
    ...clock(undefined),
    ...clock(0, 2000),
    ...clock(0, 30_000),
    ...clock(-400_000, -401_000),
  ]).toStrictEqual([
    'ok: No vendor has told its time yet.',
    "ok: Within 10 seconds of every vendor's.",
    "warning: This machine's clock is 30 seconds behind that of shop-1.",
    "problem: This machine's clock is 6 minutes ahead of that of shop-0, 6 minutes ahead of that of shop-1.",
  ])
})

test.each([
  [0, []],
  [1500, []],
  [-5000, ["warning: This machine's clock is 5 seconds ahead of that of the database."]],
  [61_000, ["warning: This machine's clock is 1 minute behind that of the database."]],
])('a database whose clock differs by %d ms is told: %j', (offsetMs, findings) => {
  expect(told(storeClockFindings(offsetMs))).toStrictEqual(findings)
})
