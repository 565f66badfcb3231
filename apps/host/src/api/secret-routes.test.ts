import { expect, test } from 'vitest'
import type { AuditPage } from '../access/index.ts'
import { parseKeyring } from '../sealing/index.ts'
import type { Store } from '../store/index.ts'
import { guardedHost } from '../testing/guarded-host.ts'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'

const keyring = parseKeyring(Buffer.alloc(32, 1).toString('base64'), 'a test')
const now = () => Date.parse('2026-11-26T12:00:00Z')

/** A store as it is opened where the configuration names a key. */
function sealing(store: Store): Store {
  return {
    ...store,
    read: (work) => store.read((dialect, org) => work({ ...dialect, keyring }, org)),
    write: (work) => store.write((dialect, org) => work({ ...dialect, keyring }, org)),
  }
}

const sealed = () => scriptedHost({ connections: [], store: sealing, now })

function put(host: ScriptedHost, name: string, value: unknown): Promise<Response> {
  return host.call(`/api/secrets/${name}`, { method: 'PUT', body: JSON.stringify({ value }) })
}

test('a secret is set, named and taken away, and its value is in no answer, log or audit entry', async () => {
  const host = await sealed()
  const set = await put(host, 'stripe', 'sk_canary')
  const listed = await host.call('/api/secrets')
  const shown = { name: 'stripe', setAt: '2026-11-26T12:00:00.000Z', key: keyring.present }
  const answers = [await set.json(), await listed.json()]
  expect(answers).toStrictEqual([shown, { secrets: [shown] }])
  const removed = await host.call('/api/secrets/stripe', { method: 'DELETE' })
  const again = await host.call('/api/secrets/stripe', { method: 'DELETE' })
  expect([removed.status, again.status]).toStrictEqual([204, 404])
  const { entries } = (await (await host.call('/api/audit')).json()) as AuditPage
  const told = entries.filter(({ action }) => action.startsWith('secret.'))
  expect(told.map(({ action, target }) => `${action} ${target}`).toSorted()).toStrictEqual([
    'secret.remove stripe',
    'secret.set stripe',
  ])
  expect(JSON.stringify([answers, entries, host.lines])).not.toContain('canary')
})

test('a value that cannot be kept is refused without being quoted', async () => {
  const host = await sealed()
  const answers = [
    await put(host, 'stripe', ''),
    await put(host, 'stripe', { canary: 1 }),
    await put(host, '-canary', 'canary'),
  ]
  expect(answers.map(({ status }) => status)).toStrictEqual([400, 400, 400])
  expect((await Promise.all(answers.map((answer) => answer.text()))).join('')).not.toContain(
    'canary"',
  )
})

test('without a key nothing is kept, and the answer says what the operator is to do', async () => {
  const host = await scriptedHost({ connections: [] })
  const answer = await put(host, 'stripe', 'sk_canary')
  expect([answer.status, await answer.text()]).toStrictEqual([
    400,
    expect.stringContaining('cartograph secrets key') as string,
  ])
})

test('whoever may not write secrets neither sees their names nor sets one', async () => {
  const host = await guardedHost()
  const secret = await host.issue({ permissions: ['status:read', 'configuration:write'] })
  const asked = [
    await host.ask(secret, '/api/secrets'),
    await host.ask(secret, '/api/secrets/a', { method: 'PUT', body: '{"value":"b"}' }),
    await host.ask(secret, '/api/secrets/a', { method: 'DELETE' }),
    await host.ask(secret, '/api/secrets/rotate', { method: 'POST' }),
  ]
  expect(asked.map(({ status }) => status)).toStrictEqual([403, 403, 403, 403])
})
