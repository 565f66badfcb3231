import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder for one test with these files in it, and zod for the packages among them; removed when the test ends. */
export function folderWith(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'configuration-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  const zod = dirname(createRequire(import.meta.url).resolve('zod/package.json'))
  symlinkSync(zod, join(folder, 'node_modules', 'zod'))
  return folder
}

/** The files of a connector package, as npm would install it. */
export function connectorPackage(
  name: string,
  code: string,
  manifest: object = { cartograph: { contract: 'v1' } },
): Record<string, string | object> {
  return {
    [`node_modules/${name}/package.json`]: {
      name,
      version: '2.1.0',
      type: 'module',
      exports: { import: './index.js' },
      ...manifest,
    },
    [`node_modules/${name}/index.js`]: code,
  }
}

/** A shop with two streams, a sink, secrets, paths, and settings of every kind. */
export const shopCode = `
import * as z from 'zod'
const order = z.object({ id: z.number(), total: z.string(), billing: z.object({ email: z.string() }) })
const item = z.strictObject({ key: z.string(), total: z.number().optional() })
export const shop = {
  specificationVersion: 'v1',
  id: 'shop',
  name: 'Shop',
  config: z.object({
    url: z.url(),
    apiSecret: z.string().startsWith('cs_').meta({ secret: true }),
    pageSize: z.number().optional(),
    mode: z.enum(['live', 'test']).optional(),
    folder: z.string().meta({ path: true }).default('./standard'),
    exports: z.record(z.string(), z.object({ file: z.string().meta({ path: true }), also: z.array(z.string().meta({ path: true })).optional() })).optional(),
  }),
  hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: {
      orders: { schema: order, key: (row) => row.id, deletes: 'never' },
      customers: { schema: z.object({ id: z.number() }), key: (row) => row.id, deletes: 'never' },
    },
    sinks: { rows: { schema: item, key: (row) => row.key, mode: 'upsert', onUnknown: 'repeat', batch: { maxItems: 1, maxBytes: 1000 }, write: async () => [] } },
    mappings: [
      { id: 'shop-order', from: { connector: 'shop', stream: 'orders' }, to: { entity: 'order' }, fields: { id: '$.id' } },
      { id: 'order-row', from: { entity: 'order' }, to: { connector: 'shop', sink: 'rows' }, fields: { key: '$.id' } },
    ],
  }),
}
`
