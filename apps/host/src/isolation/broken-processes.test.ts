import { faultOf } from '@cartograph/core'
import { expect, test } from 'vitest'
import { doing, folderBesideGood, folderOf } from './testing/deeds.ts'
import { isolatedConnection, isolatedRun, pagesOf } from './testing/isolated-run.ts'

/** Speaks into the host's channel past what stands around it. */
const raw = `
import { writeSync } from 'node:fs'
const say = (text, kind = 0) => {
  const json = Buffer.from(text)
  const header = Buffer.alloc(9)
  header.writeUInt8(kind, 0)
  header.writeUInt32BE(json.length, 1)
  writeSync(3, Buffer.concat([header, json]))
}
const never = () => new Promise(() => {})
`

const quick = { silentMs: 1500, pureMs: 1500 }

test.each([
  ['loops without an end', 'for (;;);', 'hangs: its process did not answer any more'],
  [
    'answers what nobody asked',
    `say('{"type":"answer","id":9999,"value":1}'); await never()`,
    'does not speak as a connector does (an answer to what nobody asked)',
  ],
  [
    'sends what is no message',
    `say('{"type":"sing"}'); await never()`,
    'does not speak as a connector does (a message of no known form)',
  ],
  [
    'tells what is no message',
    `say('{"type":"tell","tell":{"tell":"sing","of":1}}'); await never()`,
    'does not speak as a connector does (a message of no known form)',
  ],
  [
    'sends what is no JSON',
    `say('{'); await never()`,
    'does not speak as a connector does (a message of no known form)',
  ],
  [
    'sends a frame of no known kind',
    `say('{}', 77); await never()`,
    'does not speak as a connector does (a frame of no known kind)',
  ],
  [
    'says that a message of four gigabytes follows',
    `writeSync(3, Buffer.from([0, 255, 255, 255, 255, 0, 0, 0, 0])); await never()`,
    'does not speak as a connector does (a message of 4294967295 bytes)',
  ],
  [
    'floods the host with messages',
    `for (let line = 0; line < 5000; line += 1) context.log.info('flood'); await never()`,
    'does not speak as a connector does (a flood of messages)',
  ],
  [
    'floods the host with questions',
    `for (let line = 0; line < 5000; line += 1) context.memo(String(line), 1000, never).catch(() => {}); await never()`,
    'does not speak as a connector does (a flood of questions)',
  ],
])('a connector that %s is ended and named', async (_what, deed, told) => {
  const folder = folderOf(doing({ orders: deed }, raw))
  const { connection } = await isolatedConnection(folder, 'evil', quick)
  const failed = faultOf(await pagesOf(connection, 'orders').catch((error: unknown) => error))
  expect(failed).toMatchObject({ kind: 'contract', scope: 'connection' })
  expect(failed.message).toContain(`@acme/evil 2.1.0 ${told}`)
})

test('a connector that hangs stops its connection alone', async () => {
  const { report } = await isolatedRun(folderBesideGood(doing({ orders: 'for (;;);' })), quick)
  expect(report?.runs).toMatchObject([
    { connection: 'evil', fault: { kind: 'contract', scope: 'connection' } },
    { connection: 'good', read: 1 },
  ])
})

test('what was ended for what it did is not started again at once', async () => {
  const { connection } = await isolatedConnection(
    folderOf(doing({ orders: 'for (;;);', others: 'return 1' })),
    'evil',
    quick,
  )
  await expect(pagesOf(connection, 'orders')).rejects.toThrow('hangs')
  await expect(pagesOf(connection, 'others')).rejects.toThrow('hangs')
})

test('a pure function without an end does not hold up the host for ever', async () => {
  const code = doing({ orders: 'return 1' }).replace(
    'key: (row) => row.id',
    'key: () => { for (;;); }',
  )
  const { connection } = await isolatedConnection(folderOf(code), 'evil', quick)
  const { connector, config } = connection
  const { streams } = connector.parts({ config, found: null })
  expect(() => streams?.['orders']?.key({ id: 1 })).toThrow(
    '@acme/evil 2.1.0 does not come to an end in a function that only computes.',
  )
})

test('a connector that takes too much memory ends alone, and is started again', async () => {
  const code = doing({ orders: 'const all = []; for (;;) all.push({ text: [all.length] })' })
  const { connection } = await isolatedConnection(folderOf(code), 'evil', { heapMb: 48 })
  const told = []
  for (let attempt = 0; attempt < 2; attempt += 1)
    told.push(faultOf(await pagesOf(connection, 'orders').catch((error: unknown) => error)))
  expect(told[0]).toMatchObject({
    kind: 'transient',
    message:
      '@acme/evil 2.1.0 used more than the 48 MB of memory that it may use, and its process ended.',
  })
  expect(told[1]?.message).toBe(told[0]?.message)
})

test('a connector that ends its process says so, and goes on in a new one', async () => {
  const code = doing({ orders: 'process.exit(3)', others: 'return 1' })
  const { connection } = await isolatedConnection(folderOf(code), 'evil')
  await expect(pagesOf(connection, 'orders')).rejects.toMatchObject({
    kind: 'transient',
    message: 'The process of @acme/evil 2.1.0 ended with exit code 3.',
  })
  expect(await pagesOf(connection, 'others')).toHaveLength(1)
})

test.each([
  ['throws', "throw new Error('no')", 'fails while it is loaded: no'],
  [
    'reads a file',
    "(await import('node:fs')).readFileSync('/etc/passwd')",
    'fails while it is loaded: @acme/evil 2.1.0 tried to read /etc/passwd, which an isolated connector may not do.',
  ],
  [
    'ends its process',
    'process.exit(1)',
    'fails while it is loaded: The process of @acme/evil 2.1.0 ended with exit code 1.',
  ],
  ['loops without an end', 'for (;;);', 'fails while it is loaded: @acme/evil 2.1.0 hangs'],
])(
  'a package that %s when it is loaded stops its connection alone',
  async (_what, before, told) => {
    const folder = folderBesideGood(doing({}, before))
    const { report } = await isolatedRun(folder, { startMs: 4000 })
    const [first, second] = report?.runs ?? []
    expect(first?.fault?.message).toContain(`@acme/evil 2.1.0 ${told}`)
    expect(second).toMatchObject({ connection: 'good', read: 1 })
  },
)

test('messages with names that objects have by themselves change nothing in the host', async () => {
  const deed = `
    say('{"type":"tell","tell":{"tell":"put","of":1,"entry":{"stream":"x","__proto__":{"polluted":1}}},"__proto__":{"polluted":1}}')
    say('{"type":"ask","id":77,"ask":{"want":"__proto__","of":1}}')
    say('{"type":"ask","id":78,"ask":{"want":"constructor","of":1,"constructor":{"prototype":{"polluted":1}}}}')
    await never()`
  const { connection } = await isolatedConnection(folderOf(doing({ orders: deed }, raw)), 'evil')
  // It is answered twice what it never asked for in the manner of this package, which ends it.
  await expect(pagesOf(connection, 'orders')).rejects.toMatchObject({ kind: 'transient' })
  expect('polluted' in {}).toBe(false)
})

test('a row with such a name comes as it is', async () => {
  const deed = `return JSON.parse('{"__proto__":{"polluted":1}}')`
  const { connection } = await isolatedConnection(folderOf(doing({ orders: deed })), 'evil')
  const [page] = await pagesOf(connection, 'orders')
  const [item] = page?.items ?? []
  const row = item?.op === 'upsert' ? item.row : {}
  expect(JSON.stringify(row)).toBe('{"id":1,"found":{"__proto__":{"polluted":1}}}')
  expect('polluted' in {}).toBe(false)
})
