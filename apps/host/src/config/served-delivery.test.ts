import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { formatProblem, loadConfiguration } from './index.ts'

/** A vendor that fetches a list, and that can be sent rows as well. */
const listCode = `
import * as z from 'zod'
const item = z.object({ key: z.string() })
export const list = {
  specificationVersion: 'v1', id: 'list', name: 'List', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    sinks: {
      lines: { schema: item, key: (row) => row.key, serve: { contentType: 'text/csv', encode: async function* () {} } },
      rows: { schema: item, key: (row) => row.key, mode: 'upsert', onUnknown: 'repeat', batch: { maxItems: 1, maxBytes: 1000 }, write: async () => [] },
    },
    mappings: ['lines', 'rows'].map((sink) => (
      { id: 'order-' + sink, from: { entity: 'order' }, to: { connector: 'list', sink }, fields: { key: '$.id' } }
    )),
  }),
}
`

async function load(delivery: string, sink = 'lines') {
  const folder = folderWith({
    ...connectorPackage('list', listCode),
    'cartograph.yaml': `version: 1
organisation: nordlys
connections: { list: { connector: list } }
deliveries:
  out:
    from: order
    to: { connection: list, sink: ${sink} }
    ${delivery}
`,
  })
  const environment = { FEED_PASSWORD: 'a long password' }
  const loaded = await loadConfiguration(join(folder, 'cartograph.yaml'), { environment })
  const problems = loaded.problems.map((problem) => formatProblem(problem, folder))
  return { delivery: loaded.configuration?.deliveries.get('out'), problems }
}

test('how a document is served is read, with its times in milliseconds', async () => {
  const { delivery, problems } = await load(
    'serve: { every: 15m, keep: 5, basic: { user: vendor, password: "${env:FEED_PASSWORD}" } }',
  )
  expect(problems).toStrictEqual([])
  expect(delivery?.serve).toStrictEqual({
    everyMs: 900_000,
    keep: 5,
    basic: { user: 'vendor', password: 'a long password' },
  })
})

test.each([
  ['90s', 90_000],
  ['6h', 21_600_000],
  ['2d', 172_800_000],
])('every %s is %i ms', async (every, everyMs) => {
  expect((await load(`serve: { every: ${every} }`)).delivery?.serve).toStrictEqual({ everyMs })
})

test('what silence means is read', async () => {
  expect((await load('consent: assumed')).delivery?.consent).toBe('assumed')
  expect((await load('paused: false')).delivery).not.toHaveProperty('consent')
})

test.each([
  ['serve: { every: 15 minutes }', /serve\.every: expected a number and a unit, such as 90s, 15m/],
  ['serve: { every: 0s }', /serve\.every: expected a number and a unit/],
  ['serve: { keep: 0 }', /serve\.keep/],
  [
    'serve: { basic: { user: "a:b", password: "a long password" } }',
    /user: expected a name without colons/,
  ],
  ['serve: { basic: { user: vendor } }', /serve\.basic\.password/],
  ['consent: maybe', /consent: expected one of "required", "assumed"/],
])('the mistake in %s is explained', async (line, message) => {
  expect((await load(line)).problems.join('\n')).toMatch(message)
})

test('a sink that nobody fetches from is served to nobody', async () => {
  const { problems } = await load('serve: { every: 15m }', 'rows')
  expect(problems.join('\n')).toContain(
    'deliveries.out.serve: the sink "rows" of List is sent to and fetched by nobody; remove this line',
  )
})

test('a password that is too short is not shown', async () => {
  const { problems } = await load('serve: { basic: { user: vendor, password: tiny-secret } }')
  expect(problems.join('\n')).toContain('password: expected at least 12 characters')
  expect(problems.join('\n')).not.toContain('tiny-secret')
})
