import { expect, test } from 'vitest'
import { defaultCustomers, type Configuration, type CustomerNode } from '../config/index.ts'
import { customerNodesText } from './customer-nodes-text.ts'

function withNodes(...nodes: readonly CustomerNode[]): Configuration {
  return {
    file: '/shop/cartograph.yaml',
    folder: '/shop',
    organisation: 'nordlys',
    store: '/shop/cartograph.db',
    connections: new Map(),
    deliveries: new Map(),
    customers: { ...defaultCustomers, nodes: new Map(nodes.map((node) => [node.id, node])) },
  }
}

test('each node tells what it owns or merges, and which value wins', () => {
  const text = customerNodesText(
    withNodes(
      { kind: 'entry', id: 'dk', name: 'Denmark', connections: ['shop', 'till'] },
      { kind: 'view', id: 'all', name: 'all', of: ['dk', 'se'], priority: 'order' },
      { kind: 'view', id: 'new', name: 'new', of: ['dk'], priority: 'time' },
    ),
  )
  expect(text).toBe(
    'Nodes:\n  dk (Denmark): customers of shop, till\n  all: merges dk, se; the first that knows wins\n  new: merges dk; the newest value wins\n',
  )
})

test('without nodes nothing is said', () => {
  expect(customerNodesText(withNodes())).toBe('')
})
