import { expect, test } from 'vitest'
import type { Token } from '../../../api/answers.ts'
import { freeKeyName, keysIn } from './keys.ts'

const token = (name: string, more: Partial<Token> = {}): Token => ({
  id: name,
  name,
  kind: 'server',
  state: 'good',
  permissions: ['surfaces:call'],
  nodes: [],
  origins: [],
  source: 'issued',
  createdAt: '2026-11-01T00:00:00.000Z',
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
  ...more,
})

test('keys are the tokens of their name that may call, and nothing else', () => {
  const tokens = [
    token('report-key-reports', { state: 'revoked' }),
    token('report-key-reports-2'),
    token('report-key-reports-3', { permissions: ['surfaces:call', 'admin'] }),
    token('report-key-reporting'),
    token('till-shop'),
  ]
  expect(keysIn(tokens, 'reports').map(({ name }) => name)).toStrictEqual([
    'report-key-reports-2',
    'report-key-reports',
  ])
})

test('a new key has a name that none ever had', () => {
  expect([
    freeKeyName('reports', []),
    freeKeyName('reports', ['report-key-reports', 'report-key-reports-2']),
  ]).toStrictEqual(['report-key-reports', 'report-key-reports-3'])
})

test('a name is never longer than a name of a token may be', () => {
  const long = 'x'.repeat(63)
  const first = freeKeyName(long, [])
  expect(freeKeyName(long, [first]).length).toBeLessThanOrEqual(63)
})
