import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

/** A shop that gives 500 rows every few milliseconds, for as long as it is let. */
const slowCode = `
import * as z from 'zod'
const total = Number(process.env.TOTAL)
export const slow = {
  specificationVersion: 'v1', id: 'slow', name: 'Slow', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { orders: {
      schema: z.object({ id: z.number() }), key: (row) => row.id, deletes: 'never',
      list: {
        params: z.null(), position: z.number(), paging: 'stable',
        async *plan() { yield { params: null } },
        async *read(context, slice, from = 0) {
          for (let at = from; at < total; at += 500) {
            await new Promise((resolve) => setTimeout(resolve, 5))
            const items = Array.from({ length: 500 }, (_, index) => ({ op: 'upsert', row: { id: at + index } }))
            yield { items, next: at + 500, end: at + 500 >= total }
          }
        },
      },
    } },
    mappings: [{
      id: 'slow-event', from: { connector: 'slow', stream: 'orders' }, to: { entity: 'event' },
      fields: { id: { $string: '$.id' }, type: 'seen', at: '2026-01-01T00:00:00Z' },
    }],
  }),
}
`

function command(folder: string, words: readonly string[], total: number) {
  const child = spawn(process.execPath, ['--conditions=@cartograph/source', main, ...words], {
    cwd: folder,
    env: { ...process.env, TOTAL: String(total) },
  })
  return { child, ended: once(child, 'close') as Promise<[number]> }
}

/** More than the tables alone take in the log of a new store. */
const pagesBytes = 2_500_000

/** Settles when a few pages are in the log of the store, or when the command has ended before. */
async function pagesCommitted(folder: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const log = await stat(join(folder, 'cartograph.db-wal')).catch(() => undefined)
    if ((log?.size ?? 0) > pagesBytes) return
    await sleep(20)
  }
}

function slowFolder(): string {
  return folderWith({
    ...connectorPackage('slow', slowCode),
    'cartograph.yaml':
      'version: 1\norganisation: nordlys\nconnections: { shop: { connector: slow } }\n',
  })
}

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  '%s ends a sync in order, and the next one goes on from there',
  async (signal, code) => {
    const folder = slowFolder()
    const first = command(folder, ['sync', '--json'], 1_000_000)
    const stopped = pagesCommitted(folder, first.child).then(() => first.child.kill(signal))
    const [out, said, [exitCode]] = await Promise.all([
      text(first.child.stdout),
      text(first.child.stderr),
      first.ended,
      stopped,
    ])
    expect(exitCode).toBe(code)
    expect(said).toContain('Interrupted. What was done is saved; the next run goes on from there.')
    const report = JSON.parse(out) as { ok: boolean; runs: { read: number }[] }
    const read = report.runs[0]?.read ?? 0
    expect(report.ok).toBe(false)
    expect(read).toBeGreaterThan(0)
    const second = command(folder, ['sync', '--json'], read + 1000)
    const [rest, [secondCode]] = await Promise.all([text(second.child.stdout), second.ended])
    expect(secondCode).toBe(0)
    expect(JSON.parse(rest)).toMatchObject({ ok: true, runs: [{ read: 1000 }] })
  },
  30_000,
)

test('an export whose reader has gone ends quietly', async () => {
  const folder = slowFolder()
  await command(folder, ['sync'], 20_000).ended
  const { child, ended } = command(folder, ['export', 'event'], 0)
  const said = text(child.stderr)
  await once(child.stdout, 'data')
  child.stdout.destroy()
  expect((await ended)[0]).toBe(141)
  expect(await said).toBe('')
}, 30_000)
