import { expect, test } from 'vitest'
import { rowSources } from './row-sources.ts'
import type { Connection } from './configuration.ts'

test('what is only sent to, or only kept as it came, gives no rows', () => {
  const connections = new Map([
    ['shop', connection('shop', [{}])],
    ['warehouse', connection('warehouse', [])],
  ])
  expect(rowSources({ connections })).toStrictEqual(['shop'])
})

function connection(id: string, mappings: readonly object[]): Connection {
  return { id, mappings } as unknown as Connection
}
