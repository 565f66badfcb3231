import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { servedBytes } from '../delivery/index.ts'
import { countPieces, openStore, readServed, type Store } from '../store/index.ts'
import { connectorPackage, folderWith } from '../testing/folder.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const place = { connection: 'list', sink: 'lines' }

/** A list of 3,000 rows, each with the stamp of the environment; its encoder can be made slow. */
const listCode = `
import { createHash } from 'node:crypto'
import * as z from 'zod'
const stamp = process.env.STAMP
const noise = (id) => Array.from({ length: 8 }, (_, at) => createHash('sha512').update(id + stamp + at).digest('hex')).join('')
export const list = {
  specificationVersion: 'v1', id: 'list', name: 'List', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { rows: {
      schema: z.object({ id: z.number() }), key: (row) => row.id, deletes: 'never',
      list: {
        params: z.null(), position: z.number(), paging: 'stable',
        async *plan() { yield { params: null } },
        async *read() {
          const items = Array.from({ length: 3000 }, (_, id) => ({ op: 'upsert', row: { id, stamp } }))
          yield { items, next: 0, end: true }
        },
      },
    } },
    sinks: { lines: {
      schema: z.object({ id: z.string(), stamp: z.string() }), key: (item) => item.id,
      serve: { contentType: 'text/plain', async *encode(context, pages) {
        for await (const page of pages) {
          for (const item of page) yield item.id + ' ' + item.stamp + ' ' + noise(item.id) + '\\n'
          if (process.env.SLOW !== undefined) await new Promise((resolve) => setTimeout(resolve, 60))
        }
      } },
    } },
    mappings: [
      { id: 'row-event', from: { connector: 'list', stream: 'rows' }, to: { entity: 'event' },
        fields: { id: { $string: '$.id' }, type: '$.stamp', at: '2026-01-01T00:00:00Z' } },
      { id: 'event-line', from: { entity: 'event' }, to: { connector: 'list', sink: 'lines' },
        fields: { id: '$.id', stamp: '$.type' } },
    ],
  }),
}
`

function run(folder: string, words: readonly string[], more: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--conditions=@cartograph/source', main, ...words], {
    cwd: folder,
    env: { ...process.env, ...more },
  })
  return { child, ended: once(child, 'close'), out: text(child.stdout) }
}

async function done(folder: string, words: readonly string[], stamp: string): Promise<void> {
  const { child, ended } = run(folder, words, { STAMP: stamp })
  const [said] = await Promise.all([text(child.stderr), ended])
  expect([child.exitCode, said]).toStrictEqual([0, expect.any(String)])
}

/** Looks into the store as a process beside would. */
async function beside<Result>(
  folder: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const file = join(folder, 'cartograph.db')
  const store = await openStore({ store: file, organisation: 'nordlys', readOnly: true })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const countOf = (folder: string) =>
  beside(folder, (store) => store.read((dialect, org) => countPieces(dialect, org, place)))

/** What is served now. */
const documentOf = (folder: string) =>
  beside(folder, async (store) => {
    const served = await store.read((dialect, org) => readServed(dialect, org, place))
    const version = served?.version
    if (version === undefined) return { hash: undefined, lines: [] }
    const bytes = await buffer(servedBytes(store, place, version, 'identity'))
    expect(createHash('sha256').update(bytes).digest('base64url').slice(0, 22)).toBe(version.hash)
    return { hash: version.hash, lines: bytes.toString().trimEnd().split('\n') }
  })

test('a process that is killed while it makes a version leaves the one before whole, and nothing behind', async () => {
  const folder = folderWith({
    ...connectorPackage('list', listCode),
    'cartograph.yaml': `
version: 1
organisation: nordlys
connections: { list: { connector: list } }
deliveries: { lines: { from: event, to: { connection: list, sink: lines } } }
`,
  })
  await done(folder, ['sync'], 'first')
  await done(folder, ['push'], 'first')
  const first = await documentOf(folder)
  const pieces = await countOf(folder)
  expect(first.lines).toHaveLength(3000)
  await done(folder, ['sync'], 'second')
  // Once the items were taken and some pieces are in the store; the swap is still to come.
  for (const more of [1, 2]) {
    const pushing = run(folder, ['push'], { STAMP: 'second', SLOW: 'yes' })
    const isUnderWay = async () => (await countOf(folder)) >= pieces + more
    while (pushing.child.exitCode === null && !(await isUnderWay())) await sleep(5)
    pushing.child.kill('SIGKILL')
    await pushing.ended
    expect(pushing.child.signalCode).toBe('SIGKILL')
    expect(await documentOf(folder)).toStrictEqual(first)
  }
  const last = run(folder, ['push', '--json'], { STAMP: 'second' })
  expect(JSON.parse(await last.out)).toMatchObject({
    ok: true,
    runs: [{ served: { items: 3000 } }],
  })
  const second = await documentOf(folder)
  expect(second.lines).toHaveLength(3000)
  expect(second.lines.every((line) => line.split(' ')[1] === 'second')).toBe(true)
  expect(await countOf(folder)).toBe(pieces * 2)
}, 60_000)
