/** What a document costs that a vendor fetches: the real command makes it, makes it anew, and finds that nothing changed. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { command, commandFlags } from './command.ts'

export interface ServedStep {
  readonly name: 'first version' | 'every item changed' | 'nothing changed'
  readonly items: number
  /** Of the document. */
  readonly bytes: number
  readonly workMs: number
  /** Of the whole process, in bytes. */
  readonly peakMemory: number
}

export interface ServedFigures {
  readonly steps: readonly ServedStep[]
}

const witness = new URL('peak-memory.ts', import.meta.url).href

/** Makes documents of so many items: the memory should be the same for all. */
export async function measureServed(sizes: readonly number[]): Promise<ServedFigures> {
  const steps: ServedStep[] = []
  for (const items of sizes) steps.push(...(await measure(items)))
  return { steps }
}

async function measure(items: number): Promise<readonly ServedStep[]> {
  const folder = catalogueFolder()
  const push = async (name: ServedStep['name']): Promise<ServedStep> => {
    const { runs, peakMemory } = await run(folder, 'push', items)
    const [made] = runs
    const { bytes = 0 } = made?.served ?? {}
    return { name, items, bytes, workMs: made?.durationMs ?? 0, peakMemory }
  }
  try {
    await run(folder, 'sync', items, '10.00')
    const first = await push('first version')
    await run(folder, 'sync', items, '11.00')
    return [first, await push('every item changed'), await push('nothing changed')]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Report {
  readonly runs: readonly {
    readonly durationMs: number
    readonly served?: { readonly bytes: number }
  }[]
}

async function run(
  folder: string,
  word: 'sync' | 'push',
  items: number,
  price = '',
): Promise<Report & { readonly peakMemory: number }> {
  const options = [...commandFlags, `--import=${witness}`]
  const child = spawn(
    process.execPath,
    [...options, command, word, '--json', '--config', join(folder, 'cartograph.yaml')],
    {
      env: { MALLOC_ARENA_MAX: '1', ...process.env, ITEMS: String(items), PRICE: price },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The command ended with ${String(code)}: ${told}${said}`)
  const peakMemory = Number(/peak memory (\d+)/.exec(told)?.[1])
  return { ...(JSON.parse(said) as Report), peakMemory }
}

/** A folder with a connector that gives so many products and takes them as a document. */
function catalogueFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-served-'))
  const own = join(folder, 'node_modules/catalogue')
  mkdirSync(own, { recursive: true })
  const core = createRequire(import.meta.url).resolve('@cartograph/core/package.json')
  const zod = dirname(createRequire(core).resolve('zod/package.json'))
  symlinkSync(zod, join(folder, 'node_modules/zod'))
  const manifest = { type: 'module', exports: './index.js', cartograph: { contract: 'v1' } }
  writeFileSync(
    join(own, 'package.json'),
    JSON.stringify({ name: 'catalogue', version: '1.0.0', ...manifest }),
  )
  writeFileSync(join(own, 'index.js'), catalogue)
  writeFileSync(join(folder, 'cartograph.yaml'), configuration)
  return folder
}

const configuration = `version: 1
organisation: bench
connections: { shop: { connector: catalogue } }
deliveries: { feed: { from: product, to: { connection: shop, sink: feed } } }
`

const catalogue = `
import { createHash } from 'node:crypto'
import * as z from 'zod'
const { ITEMS, PRICE } = process.env
const text = (id) => createHash('sha512').update(String(id)).digest('hex').repeat(3)
const row = z.object({ id: z.number(), title: z.string(), price: z.string() })
const item = z.object({ id: z.string(), title: z.string(), price: z.number() })
export const connector = {
  specificationVersion: 'v1', id: 'catalogue', name: 'Catalogue', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { products: {
      schema: row, key: ({ id }) => id, deletes: 'never',
      list: {
        params: z.null(), position: z.number(), paging: 'stable',
        async *plan() { yield { params: null } },
        async *read(context, slice, from = 0) {
          for (let at = from; at < ITEMS; at += 500) {
            const ids = Array.from({ length: Math.min(500, ITEMS - at) }, (_, index) => at + index)
            const items = ids.map((id) => ({ op: 'upsert', row: { id, title: 'Product ' + id + ' ' + text(id), price: PRICE } }))
            yield { items, next: at + 500, end: at + 500 >= ITEMS }
          }
        },
      },
    } },
    sinks: { feed: {
      schema: item, key: ({ id }) => id,
      serve: { contentType: 'application/xml', async *encode(context, pages) {
        yield '<rss version="2.0"><channel>'
        for await (const page of pages)
          yield page.map(({ id, title, price }) => '<item><id>' + id + '</id><title>' + title + '</title><price>' + price + '</price></item>').join('')
        yield '</channel></rss>'
      } },
    } },
    mappings: [
      { id: 'row-product', from: { connector: 'catalogue', stream: 'products' }, to: { entity: 'product' },
        fields: { id: { $string: '$.id' }, name: '$.title', status: 'active', currency: 'EUR', price: { $money: '$.price', currency: 'EUR' } } },
      { id: 'product-item', from: { entity: 'product' }, to: { connector: 'catalogue', sink: 'feed' },
        fields: { id: '$.id', title: '$.name', price: '$.price' } },
    ],
  }),
}
`
