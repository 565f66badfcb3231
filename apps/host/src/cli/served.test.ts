import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectorPackage, folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

/** A list of the rows that a test sets; its document has a letter that takes two bytes. */
const code = `
import * as z from 'zod'
export const list = {
  specificationVersion: 'v1', id: 'list', name: 'List', config: z.object({}), hosts: () => [],
  check: async () => ({ account: {} }),
  parts: () => ({
    streams: { rows: {
      schema: z.object({ id: z.number() }), key: (row) => row.id, deletes: 'absent',
      list: {
        params: z.null(), position: z.number(), paging: 'stable',
        async *plan() { yield { params: null } },
        async *read() {
          const items = globalThis.listedIds.map((id) => ({ op: 'upsert', row: { id } }))
          yield { items, next: 0, end: true }
        },
      },
    } },
    sinks: { lines: {
      schema: z.object({ id: z.string() }), key: (item) => item.id,
      serve: { contentType: 'text/plain', async *encode(context, pages) {
        for await (const page of pages) for (const item of page) yield 'ø ' + item.id + '\\n'
      } },
    } },
    mappings: [
      { id: 'row-event', from: { connector: 'list', stream: 'rows' }, to: { entity: 'event' },
        fields: { id: { $string: '$.id' }, type: 'seen', at: '2026-01-01T00:00:00Z' } },
      { id: 'event-line', from: { entity: 'event' }, to: { connector: 'list', sink: 'lines' }, fields: { id: '$.id' } },
    ],
  }),
}
`
const configuration = `
version: 1
organisation: nordlys
host: { url: https://data.example }
connections: { list: { connector: list } }
deliveries: { lines: { from: event, to: { connection: list, sink: lines } } }
`

async function inFolder(folder: string, words: readonly string[]) {
  const terminal = recordingTerminal({ folder })
  const exitCode = await runCommand(words, terminal)
  return { exitCode, out: terminal.output, said: terminal.messages }
}

async function list(...ids: readonly number[]) {
  const folder = folderWith({
    ...connectorPackage('list', code),
    'cartograph.yaml': configuration,
  })
  const run = (words: string) => inFolder(folder, words.split(' '))
  const read = async (...listed: readonly number[]) => {
    Object.assign(globalThis, { listedIds: listed })
    await run('sync')
  }
  await read(...ids)
  return { folder, run, read }
}

test('push makes a document without a serving host, and write puts it into a file', async () => {
  const { folder, run } = await list(1, 2)
  expect(await run('push')).toMatchObject({
    exitCode: 0,
    said: 'lines: a new version of 2 items, 20 bytes.\n',
  })
  expect(await run('served write list.lines --out lines.txt')).toMatchObject({
    exitCode: 0,
    said: '2 items written to lines.txt.\n',
  })
  expect(readFileSync(join(folder, 'lines.txt'), 'utf8')).toBe('ø list:1\nø list:2\n')
  expect((await run('served write list.lines')).out).toBe('ø list:1\nø list:2\n')
})

test('show says where a document is and how it stands, and status does too', async () => {
  const { run } = await list(1)
  expect((await run('served show')).out).toBe('No document is served.\n')
  await run('push')
  const shown = (await run('served show')).out
  expect(shown).toMatch(
    /^document {4}version +items +bytes +made +last fetched +by\nlist\.lines +[\w-]{8} +1 +10 +\d{4}-\S+ \d\d:\d\d UTC +never\n/,
  )
  expect(shown).toMatch(/\nlist\.lines: https:\/\/data\.example\/served\/list\/lines\/[\w-]{32}\n$/)
  expect((await run('status')).out).toMatch(
    /\ndocument +version +items[^\n]*\nlines +[\w-]{8} +1 +10 /,
  )
  expect(JSON.parse((await run('status --json')).out)).toMatchObject({
    deliveries: [{ served: { items: 1, bytes: 10 } }],
  })
})

test('rotate gives another address', async () => {
  const { run } = await list(1)
  await run('push')
  const before = (await run('served show')).out
  const { out } = await run('served rotate list.lines')
  expect(out).toMatch(/^https:\/\/data\.example\/served\/list\/lines\/[\w-]{32}\n$/)
  expect(before).not.toContain(out.trim())
  expect((await run('served show')).out).toContain(out.trim())
})

test('a document that is held says so everywhere, until push is told to accept it', async () => {
  const { run, read } = await list(1, 2)
  await run('push')
  await read()
  const pushed = await run('push')
  expect([pushed.exitCode, pushed.said]).toStrictEqual([
    1,
    'lines: 2 of 2 items would vanish, so the version before is served on. Look, then run push with --accept-deletes.\n',
  ])
  expect((await run('served show')).out).toContain('2 of 2 items would vanish')
  expect((await run('status')).out).toContain('2 of 2 items would vanish')
  expect((await run('push --accept-deletes')).exitCode).toBe(0)
  expect((await run('served write list.lines')).out).toBe('')
})

test('a document that does not exist, or has no version, is said to', async () => {
  const { run, read } = await list(1)
  await run('push')
  expect(await run('served write list.other')).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('There is no document list.other.') as string,
  })
  await read()
  expect((await run('served rotate')).said).toContain('Name a document: connection.sink.')
})
