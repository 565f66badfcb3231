import { expect, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { rowsAfter } from '../store/index.ts'
import { until } from '../testing/scripted-host.ts'
import { installed, shopConnection, type Installed } from './testing/installed.ts'

async function withRows(): Promise<Installed> {
  const host = await installed()
  await host.put(host.token, 'connections/butik', shopConnection)
  await writeRows(host.store, [
    { entity: 'customer', id: 'butik:1', row: { connection: 'butik', email: 'ida@example.com' } },
  ])
  return host
}

function remove({ ask, token }: Installed, data: string): Promise<Response> {
  return ask(token, `/api/configuration/connections/butik?data=${data}`, {
    method: 'DELETE',
    headers: { 'if-match': '"1"' },
  })
}

async function live({ store }: Installed): Promise<number> {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'customer', '', 10))
  return rows.filter(({ deleted }) => !deleted).length
}

test('a connection that is taken away leaves its data, unless it is to go too', async () => {
  const host = await withRows()
  expect((await remove(host, 'keep')).status).toBe(204)
  expect(await live(host)).toBe(1)
  const answer = await host.ask(host.token, '/api/configuration/removals')
  expect(await answer.json()).toStrictEqual({ removals: [] })
})

test('the data of a connection is deleted in the background, and its name is free again after that', async () => {
  const host = await withRows()
  expect((await remove(host, 'delete')).status).toBe(204)
  await until(async () => (await live(host)) === 0)
  const answer = await host.ask(host.token, '/api/configuration/removals')
  const { removals } = (await answer.json()) as {
    readonly removals: readonly { readonly connection: string; readonly askedBy: string }[]
  }
  expect(removals).toMatchObject([{ connection: 'butik', askedBy: 'token admin' }])
})
