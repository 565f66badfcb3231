import { expect, onTestFinished, test } from 'vitest'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { auditPage } from './audit-page.ts'
import { audit, auditOften } from './audit.ts'
import { forgetAudit } from './forget-audit.ts'

const dayMs = 86_400_000
const now = Date.UTC(2026, 10, 25)
const actor = { kind: 'command' } as const

async function scene() {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const { store } = installation
  const note = (target: string, at: number) =>
    store.write((dialect, org) => audit(dialect, org, { at, actor, action: 'token.issue', target }))
  const forget = (keepMs: number) =>
    store.write((dialect, org) => forgetAudit(dialect, org, { keepMs, now }))
  const targets = async () =>
    (await store.read((dialect, org) => auditPage(dialect, org, { limit: 50 }))).entries.map(
      ({ action, target, outcome }) => [action, target, outcome],
    )
  return { store, note, forget, targets }
}

test('entries older than they are kept go, and an entry says how many', async () => {
  const { note, forget, targets } = await scene()
  await note('old', now - 31 * dayMs)
  await note('older', now - 300 * dayMs)
  await note('young', now - 30 * dayMs)
  await forget(30 * dayMs)
  expect(await targets()).toStrictEqual([
    ['audit.purge', 'before 2026-10-26T00:00:00.000Z', '2 entries gone'],
    ['token.issue', 'young', 'done'],
  ])
})

test('where nothing is old there is no entry', async () => {
  const { note, forget, targets } = await scene()
  await note('young', now - dayMs)
  await forget(30 * dayMs)
  expect(await targets()).toStrictEqual([['token.issue', 'young', 'done']])
})

test('an entry that stands for many goes by the last of them', async () => {
  const { store, forget, targets } = await scene()
  const often = { actor, action: 'customer.search' } as const
  const evening = Date.UTC(2026, 9, 25, 23)
  for (const at of [evening - 12 * 3_600_000, evening])
    await store.write((dialect, org) => auditOften(dialect, org, { ...often, at }))
  await forget(now - evening)
  expect(await targets()).toStrictEqual([['customer.search', null, 'done']])
  await forget(now - evening - 1)
  expect((await targets()).map(([action]) => action)).toStrictEqual(['audit.purge'])
})
