import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rowsAfter } from '../store/index.ts'
import { until } from '../testing/scripted-host.ts'
import { installed, type Installed } from './testing/installed.ts'

const connection = {
  connector: 'file',
  config: { sources: { categories: { path: 'categories.csv', key: ['id'] } } },
}

function mapping(name: string) {
  return {
    connection: 'files',
    mapping: {
      id: 'categories',
      from: { connector: 'file', stream: 'categories' },
      to: { entity: 'category' },
      fields: { id: { $string: '$.id' }, name },
    },
  }
}

async function names({ store }: Installed): Promise<readonly unknown[]> {
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'category', '', 10))
  return rows.map(({ data }) => (JSON.parse(data) as { readonly name: unknown }).name)
}

test('a mapping that is changed over the API is applied to what was read before, from its own version on', async () => {
  const host = await installed()
  const files = join(host.folder, 'organisations/nordlys/files')
  mkdirSync(files, { recursive: true })
  writeFileSync(join(files, 'categories.csv'), 'id,name,label\n1,shoes,Shoes\n')
  expect(await host.put(host.token, 'connections/files', connection)).toBe(201)
  expect(await host.put(host.token, 'mappings/categories', mapping('$.name'))).toBe(201)
  const sync = () =>
    host.ask(host.token, '/api/connections/files/sync', { method: 'POST', body: '{}' })
  await sync()
  await until(async () => (await names(host)).includes('shoes'))
  const changed = await host.ask(host.token, '/api/configuration/mappings/categories', {
    method: 'PUT',
    body: JSON.stringify(mapping('$.label')),
    headers: { 'if-match': '"1"' },
  })
  expect(changed.headers.get('etag')).toBe('"2"')
  // What was read is kept, so it need not be there to be mapped again.
  rmSync(join(files, 'categories.csv'))
  await sync()
  await until(async () => (await names(host)).includes('Shoes'))
  const history = await host.ask(host.token, '/api/configuration/mappings/categories/history')
  const { versions } = (await history.json()) as { readonly versions: readonly object[] }
  expect(versions).toHaveLength(2)
})
