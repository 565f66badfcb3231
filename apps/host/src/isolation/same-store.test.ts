import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { contentOf, isolatedRun } from './testing/isolated-run.ts'

const table = ['order,at,total,email']
for (let order = 1; order <= 2500; order += 1)
  table.push(
    `${order},2026-03-${String((order % 27) + 1).padStart(2, '0')},${order}.50,p${order}@example.com`,
  )
table.push('2501,2026-03-01,no number,p@example.com')

function files(isolation: string): string {
  const folder = folderWith({
    'orders.csv': table.join('\n'),
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        files: {
          connector: 'file',
          isolation,
          config: {
            directory: './out',
            sources: {
              orders: {
                path: './orders.csv',
                format: 'csv',
                key: ['order'],
                columns: { total: { type: 'decimal' } },
              },
            },
          },
          mappings: [
            {
              id: 'csv-order',
              from: { connector: 'file', stream: 'orders' },
              to: { entity: 'order' },
              fields: {
                id: { $string: '$.order' },
                connection: 'files',
                channel: 'web',
                status: 'paid',
                placedAt: { $instant: '$.at', format: 'yyyy-MM-dd', zone: 'UTC' },
                currency: 'EUR',
                total: { $money: '$.total', currency: 'EUR' },
                email: { $email: '$.email' },
                lines: [],
              },
            },
          ],
        },
      },
    },
  })
  // A position remembers how old its file is.
  utimesSync(join(folder, 'orders.csv'), 1_770_000_000, 1_770_000_000)
  return folder
}

test('files are read into the same store with and without isolation', async () => {
  const [plain, isolated] = [files('none'), files('process')]
  const { problems } = await isolatedRun(plain)
  expect(problems).toStrictEqual([])
  const { report } = await isolatedRun(isolated)
  expect(report?.runs).toMatchObject([{ connection: 'files', stream: 'orders', read: 2501 }])
  const content = contentOf(isolated)
  expect(content).toStrictEqual(contentOf(plain))
  expect(content['record']?.length).toBe(2501)
  expect(content['dead_letter']?.length).toBe(1)
})
