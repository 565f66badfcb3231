import { expect, test } from 'vitest'
import type { Erasure, ListedErasure } from '../customers/index.ts'
import { erasuresText, erasureText } from './erasures-text.ts'

const fault = {
  $fault: 'v1',
  kind: 'permission',
  message: 'The key lacks the permission rak_customer_write.',
  hint: 'Set Customers to Write.',
} as const
const erasure: Erasure = {
  person: 'p1',
  dry: false,
  records: 3,
  removed: { customer: 2 },
  kept: { order: 1 },
  letters: 0,
  webhooks: 1,
  vendors: [{ connection: 'pay', status: 'failed', fault }],
  shared: 0,
  left: [],
  ok: false,
}

test('a vendor that failed is shown with what to do, and that it is gone on with', () => {
  const lines = erasureText(erasure).split('\n')
  expect(lines).toContain(`  pay: failed: ${fault.message}: ${fault.hint}`)
  expect(lines.at(-1)).toContain('The person stays locked until the rest is done.')
})

test('what only people can do is said to be left to them', () => {
  const vendors = [{ connection: 'shop', status: 'unable', reason: 'Do it there.' }] as const
  const lines = erasureText({ ...erasure, vendors }).split('\n')
  expect(lines.slice(-2)).toStrictEqual([
    '  shop: do it there by hand: Do it there.',
    'What is left is to be done by hand.',
  ])
})

test('erasures are a line each, and what is not done stands below', () => {
  const asked = { askedAt: Date.UTC(2026, 10, 25, 9, 30), askedBy: 'lone', left: [] }
  const done: ListedErasure = { ...asked, person: 'p2', state: 'done', vendors: [] }
  const open: ListedErasure = {
    ...asked,
    person: 'p1',
    state: 'open',
    attempts: 2,
    nextAt: Date.UTC(2026, 10, 25, 10),
    vendors: erasure.vendors,
  }
  const lines = erasuresText([open, done]).trimEnd().split('\n')
  expect(lines.map((line) => line.trim().split(/\s{2,}/))).toStrictEqual([
    ['person', 'asked', 'by', 'state', 'tries', 'next'],
    ['p1', '2026-11-25T09:30', 'lone', 'open', '2', '2026-11-25T10:00'],
    ['p2', '2026-11-25T09:30', 'lone', 'done'],
    ['p1:'],
    [`pay: failed: ${fault.message}: ${fault.hint}`],
  ])
})

test('where nobody was erased that is said', () => {
  expect(erasuresText([])).toBe('Nobody was erased.\n')
})
