import { expect, test } from 'vitest'
import { file } from './index.ts'
import { fileContext } from './testing/context.ts'
import { memoryFiles } from './testing/memory-files.ts'

const csv = 'OrderNo,Total,Placed\n001,12.50,2026-11-24\n002,3,2026-11-25\n'

const check = (
  sources: Parameters<typeof fileContext>[0]['sources'],
  contents: Record<string, string>,
) => file.check(fileContext({ directory: '/out', sources }, memoryFiles(contents)))

test('it names the folder, and changes nothing', async () => {
  const files = memoryFiles({ '/in/a.csv': csv })
  const report = await file.check(
    fileContext({ directory: '/out', sources: { orders: { path: '/in/a.csv' } } }, files),
  )
  expect(report).toEqual({ account: { name: '/out' }, problems: [] })
  expect(files.names()).toEqual(['/in/a.csv'])
})

test('each source that cannot be read is a problem of its own', async () => {
  const columns = { Total: { type: 'integer' } } as const
  const { problems = [] } = await check(
    {
      gone: { path: '/in/gone.csv' },
      twice: { path: '/in/twice.csv' },
      empty: { path: '/in', pattern: 'x*.csv' },
      typed: { path: '/in/a.csv', columns },
      lacking: { path: '/in/a.csv', key: ['OrderId'] },
      fine: { path: '/in/a.csv' },
    },
    { '/in/a.csv': csv, '/in/twice.csv': 'a,a\n1,2\n' },
  )
  expect(problems.map(({ part, severity }) => `${severity} ${part}`)).toEqual([
    'error streams.gone',
    'error streams.twice',
    'warning streams.empty',
    'warning streams.typed',
    'error streams.lacking',
  ])
  expect(problems[3]?.fault.message).toContain('At the beginning of the files of typed, a row')
})
