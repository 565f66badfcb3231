import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'

function load(audit: unknown) {
  const said = JSON.stringify({ version: 1, organisation: 'nordlys', audit })
  return loadConfiguration(join(folderWith({ 'cartograph.json': said }), 'cartograph.json'), {
    environment: {},
  })
}

test.each([
  [{ keep: '400d' }, 400 * 86_400_000],
  [{}, undefined],
  [null, undefined],
])('an audit log with %j is kept for %s milliseconds', async (audit, keepMs) => {
  const { configuration, problems } = await load(audit)
  expect(problems).toStrictEqual([])
  expect(configuration?.auditKeepMs).toBe(keepMs)
})

test('a time that is none is shown where it is said', async () => {
  const { problems } = await load({ keep: '2y' })
  expect(problems).toMatchObject([
    {
      path: ['audit', 'keep'],
      message: expect.stringContaining('expected a number of days, such as 400d') as string,
    },
  ])
})
