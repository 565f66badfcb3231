import { connectorPackage, folderWith } from '../../testing/folder.ts'

/** A connector with a stream for each deed, which does it while it reads, and then gives a row. */
export function doing(deeds: Readonly<Record<string, string>>, before = ''): string {
  const streams = Object.entries(deeds).map(
    ([name, deed]) => `${JSON.stringify(name)}: stream(async (context) => { ${deed} })`,
  )
  return `
import * as z from 'zod'
${before}
const stream = (deed) => ({
  schema: z.looseObject({ id: z.number() }), key: (row) => row.id, deletes: 'never',
  list: {
    params: z.null(),
    position: z.any(),
    plan: async function* () { yield { params: null } },
    read: async function* (context) {
      const found = await deed(context)
      yield { items: [{ op: 'upsert', row: { id: 1, found } }], next: 1, end: true }
    },
  },
})
export const shop = {
  specificationVersion: 'v1', id: 'shop', name: 'Shop',
  config: z.object({ key: z.string().meta({ secret: true }).default('cs_secret') }),
  hosts: () => [], check: async () => ({ account: {} }),
  parts: () => ({ streams: { ${streams.join(', ')} } }),
}
`
}

const manifest = { cartograph: { contract: 'v1' }, dependencies: { zod: '*' } }

/** A folder with an isolated connection to such a connector. */
export function folderOf(
  code: string,
  others: { readonly files?: object; readonly connections?: object } = {},
): string {
  return folderWith({
    ...connectorPackage('@acme/evil', code, manifest),
    ...others.files,
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        evil: { connector: '@acme/evil', isolation: 'process' },
        ...others.connections,
      },
    },
  })
}

/** The same beside an isolated connection that does no harm. */
export function folderBesideGood(code: string): string {
  return folderOf(code, {
    files: connectorPackage('@acme/good', doing({ orders: 'return "read"' }), manifest),
    connections: { good: { connector: '@acme/good', isolation: 'process' } },
  })
}
