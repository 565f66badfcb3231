import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const sdk = pathToFileURL(createRequire(import.meta.url).resolve('@opentelemetry/sdk-trace-node'))

const shop = `
import * as z from 'zod'
export const shop = {
  specificationVersion: 'v1', id: 'shop', name: 'Shop', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({ streams: { orders: {
    schema: z.object({ id: z.number() }), key: (row) => row.id, deletes: 'never',
    list: {
      params: z.null(), position: z.number(), paging: 'stable',
      async *plan() { yield { params: null } },
      async *read() { yield { items: [{ op: 'upsert', row: { id: 1 } }], next: 1, end: true } },
    },
  } } }),
}
`

/** As an operator writes it, with an exporter that writes to a file. */
const tracing = `
import { appendFileSync } from 'node:fs'
import sdk from '${sdk.href}'
const exporter = {
  export: (spans, done) => {
    for (const span of spans) appendFileSync(process.env.SPANS, span.name + '\\n')
    done({ code: 0 })
  },
  shutdown: async () => {},
}
const provider = new sdk.NodeTracerProvider({ spanProcessors: [new sdk.BatchSpanProcessor(exporter)] })
provider.register()
process.once('beforeExit', () => provider.shutdown())
`

test('an SDK that is loaded before the command is told its spans', async () => {
  const folder = folderWith({
    ...connectorPackage('shop', shop),
    'cartograph.yaml':
      'version: 1\norganisation: nordlys\nconnections: { shop: { connector: shop } }\n',
    'tracing.mjs': tracing,
  })
  const spans = join(folder, 'spans')
  const child = spawn(process.execPath, ['--conditions=@cartograph/source', main, 'sync'], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '--import ./tracing.mjs', SPANS: spans },
    stdio: 'ignore',
  })
  expect(await once(child, 'close')).toStrictEqual([0, null])
  expect(new Set(readFileSync(spans, 'utf8').trim().split('\n'))).toStrictEqual(
    new Set(['run', 'stream', 'slice', 'page', 'commit']),
  )
}, 60_000)
