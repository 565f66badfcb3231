import { expect, test } from 'vitest'
import { appendChanges, rowsById, writeCommerce } from '../store/index.ts'
import { scriptedHost, until } from '../testing/scripted-host.ts'

const dayMs = 86_400_000
const now = Date.parse('2026-11-25T12:00:00Z')

test('a host forgets what was deleted more than thirty days ago, once its followers have heard of it', async () => {
  const serving = await scriptedHost({ connections: [], now: () => now })
  const { store } = serving.installation
  for (const [id, age] of [
    ['long-ago', 31],
    ['lately', 29],
  ] as const) {
    const at = now - age * dayMs
    const name = `order/${id}`
    const after = [{ entity: 'order', id, data: '{}', hash: id }]
    for (const giver of [
      { before: [], after },
      { before: [name], after: [] },
    ])
      await store.write(function* (dialect, org) {
        const changes = yield* writeCommerce(dialect, org, 'shop', [giver], at)
        yield* appendChanges(dialect, org, changes, 'live', at)
      })
  }
  await serving.begin()
  const left = () =>
    store.read((dialect, org) => rowsById(dialect, org, 'order', ['long-ago', 'lately']))
  await until(async () => !(await left()).has('long-ago'))
  expect([...(await left()).keys()]).toStrictEqual(['lately'])
})
