import { expect, test } from 'vitest'
import { testFeedText, treeLines } from './test-feed-text.ts'

test('a value is a tree: groups, fields and tags each have a line', () => {
  expect(
    treeLines({
      email: 'm…',
      groups: { Contact: { name: 'M…', accepts: true, note: ' ' }, Address: {} },
      tags: ['Sitoo', 'Newsletter'],
      lines: [{ sku: 'MUG' }],
    }),
  ).toStrictEqual([
    'email: m…',
    'groups:',
    '  Contact:',
    '    name: M…',
    '    accepts: true',
    '    note: " "',
    '  Address: none',
    'tags:',
    '  - Sitoo',
    '  - Newsletter',
    'lines:',
    '  -',
    '    sku: MUG',
  ])
})

test('what is wrong stands in its place, with what to do', () => {
  const text = testFeedText({
    delivery: 'orders',
    to: 'rule.orders',
    example: { from: 'row', entity: 'order', id: 'till:1' },
    sent: false,
    items: [],
    faults: [
      {
        fault: {
          $fault: 'v1',
          kind: 'record',
          message: 'expected text',
          hint: 'Change the mapping.',
          path: ['values', 'name'],
        },
        item: { key: 'till:1' },
      },
    ],
    notes: [],
  })
  expect(text).toBe(
    [
      'orders → rule.orders: order till:1, 0 items',
      '  cannot be made',
      '    ! values.name: expected text',
      '      Change the mapping.',
      '    key: till:1',
      'Nothing was sent.',
      '',
    ].join('\n'),
  )
})

test('the request stands below the fields, and what is no text is told by its size', () => {
  const request = {
    method: 'POST',
    address: 'https://vendor.example/items',
    headers: { 'x-key': '[apiKey]' },
  }
  const text = testFeedText({
    delivery: 'orders',
    to: 'vendor.orders',
    example: { from: 'row', entity: 'order', id: 'till:1' },
    sent: false,
    items: [
      {
        key: 'till:1',
        item: { id: '1' },
        state: 'wouldArrive',
        delivered: 'never',
        requests: [
          { ...request, bytes: 10, body: '{"id":"1"}' },
          { ...request, bytes: 4 },
        ],
      },
    ],
    faults: [],
    notes: [],
  })
  expect(text.split('\n').slice(3, -2)).toStrictEqual([
    '    id: 1',
    '    POST https://vendor.example/items',
    '      x-key: [apiKey]',
    '      {"id":"1"}',
    '    POST https://vendor.example/items',
    '      x-key: [apiKey]',
    '      (4 bytes that are no text)',
  ])
})
