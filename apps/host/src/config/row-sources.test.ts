import { expect, test } from 'vitest'
import { rowSources } from './row-sources.ts'
import type { Configuration, Connection } from './configuration.ts'

test('what is only sent to, or only kept as it came, gives no rows', () => {
  const connection = (id: string, mappings: readonly object[]) =>
    [id, { id, mappings } as unknown as Connection] as const
  const connections: Configuration['connections'] = new Map([
    connection('shop', [{}]),
    connection('warehouse', []),
  ])
  expect(rowSources({ connections })).toStrictEqual(['shop'])
})
