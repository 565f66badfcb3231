import { expect, test } from 'vitest'
import { listAddresses, addressPath } from '../store/index.ts'
import { shopCode } from '../testing/folder.ts'
import { until } from '../testing/scripted-host.ts'
import { founded, installed, shopConnection } from './testing/installed.ts'

/** The shop, whose webhooks are taken with the right signature and make nothing. */
const hookedShop = shopCode.replace(
  '    mappings: [',
  `    webhook: {
      verify: async () => {},
      parse: async () => ({ entries: [] }),
    },
    mappings: [`,
)

test('a webhook that comes while a host is reopened is kept and worked on, or its vendor is told to come again', async () => {
  const { ask, put, token, store, reload } = await installed('', { code: hookedShop })
  await put(token, 'connections/butik', shopConnection)
  const [address] = await store.read(listAddresses)
  if (address === undefined) throw new Error('The connection has no address.')
  const over = new AbortController()
  const sent = { kept: 0, again: 0, other: 0 }
  const sending = (async () => {
    while (!over.signal.aborted) {
      const answer = await ask('', addressPath(address), { method: 'POST', body: '{}' })
      if (answer.status === 200) sent.kept += 1
      else if (answer.status === 503) sent.again += 1
      else sent.other += 1
    }
  })()
  for (let count = 0; count < 5; count += 1) await reload()
  over.abort()
  await sending
  expect(sent.kept).toBeGreaterThan(0)
  expect(sent.other).toBe(0)
  await until(async () => {
    const rows = await store.once(({ build }, org) =>
      build.selectFrom('inbox').select(['id', 'status']).where('org', '=', org),
    )
    return rows.length === sent.kept && rows.every(({ status }) => status === 'done')
  })
})

test('a webhook reaches the organisation whose address it knows, where both have a connection of that name', async () => {
  const host = await installed('', { code: hookedShop })
  const other = await founded(host, 'solsikke')
  await host.put(host.token, 'connections/butik', shopConnection)
  await host.put(other, 'connections/butik', shopConnection)
  const theirs = await host.store.of('solsikke')
  const [address] = await theirs.read(listAddresses)
  if (address === undefined) throw new Error('The connection has no address.')
  const answer = await host.ask('', addressPath(address), { method: 'POST', body: '{}' })
  expect(answer.status).toBe(200)
  const kept = await host.store.once(({ build }) => build.selectFrom('inbox').select('org'))
  expect(kept).toStrictEqual([{ org: 'solsikke' }])
})
