import { expect, test } from 'vitest'
import { suggestedName, targetsOf } from './delivery-targets.ts'

const connector = (id: string, sends: readonly string[]) => ({
  package: `@cartograph/connector-${id}`,
  names: [id, `@cartograph/connector-${id}`],
  id,
  name: id,
  version: '1.0.0',
  needs: [],
  reads: [],
  sends: [...sends],
  settings: {},
})

test('what takes deliveries is a connection whose connector sends, by either of its names', () => {
  const entries = [
    { section: 'connections', id: 'out', value: { connector: 'file' } },
    { section: 'connections', id: 'hook', value: { connector: '@cartograph/connector-webhook' } },
    { section: 'connections', id: 'shop', value: { connector: 'shop' } },
    { section: 'connections', id: 'gone', value: { connector: 'not-installed' } },
    { section: 'feeds', id: 'file', value: { connector: 'file' } },
  ] as const
  const connectors = [
    connector('file', ['csv', 'json']),
    connector('webhook', ['items']),
    connector('shop', []),
  ]
  expect(targetsOf(entries, connectors)).toStrictEqual([
    { connection: 'out', connector: 'file', sinks: ['csv', 'json'] },
    { connection: 'hook', connector: 'webhook', sinks: ['items'] },
  ])
})

test('a name that is suggested is never longer than a name may be', () => {
  expect(suggestedName('order', 'files')).toBe('order-to-files')
  expect(suggestedName('order', 'x'.repeat(63))).toHaveLength(63)
})
