import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultOf } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import { contentOf, isolatedConnection, isolatedRun, pagesOf } from './testing/isolated-run.ts'
import { doing, folderBesideGood, folderOf } from './testing/deeds.ts'

const written = join(tmpdir(), 'cartograph-isolation-was-here')

/** What a connector may not do, and how that is called. */
const deeds: Readonly<Record<string, readonly [deed: string, told: string]>> = {
  reads: [
    "return (await import('node:fs')).readFileSync('/etc/passwd', 'utf8')",
    'tried to read /etc/passwd',
  ],
  readsLater: [
    "return (await import('node:fs/promises')).readFile('/etc/passwd', 'utf8')",
    'tried to read /etc/passwd',
  ],
  writes: [
    `(await import('node:fs')).writeFileSync('${written}', 'x')`,
    `tried to write ${written}`,
  ],
  spawns: ["(await import('node:child_process')).execSync('id')", 'tried to start another program'],
  threads: [
    "new (await import('node:worker_threads')).Worker('1', { eval: true })",
    'tried to start a thread',
  ],
  addons: ["process.dlopen({ exports: {} }, '/x.node')", 'tried to load a native module'],
  wasi: [
    "new (await import('node:wasi')).WASI({ version: 'preview1' })",
    'tried to use what needs the permission WASI',
  ],
  databases: [
    `new (await import('node:sqlite')).DatabaseSync('${written}')`,
    'No such built-in module: node:sqlite',
  ],
  bindings: ["process.binding('tcp_wrap')", 'tried to use what needs'],
  sockets: [
    "await new Promise((done, failed) => { import('node:net').then((net) => net.connect(PORT, '127.0.0.1', done).on('error', failed)).catch(failed) })",
    'tried to reach the network past its context (connect 127.0.0.1:PORT)',
  ],
  localSockets: [
    "(await import('node:net')).connect('/var/run/docker.sock')",
    'tried to reach the network past its context (connect /var/run/docker.sock)',
  ],
  tls: [
    "(await import('node:tls')).connect({ host: 'example.com', port: 443 })",
    'tried to reach the network past its context (connect example.com:443)',
  ],
  requests: [
    "await new Promise((done, failed) => { import('node:http').then((http) => http.get('http://127.0.0.1:PORT', done).on('error', failed)).catch(failed) })",
    'tried to reach the network past its context (connect 127.0.0.1:PORT)',
  ],
  listens: ["(await import('node:net')).createServer().listen(0)", 'tried to reach the network'],
  datagrams: [
    "(await import('node:dgram')).createSocket('udp4').send('x', 53, '127.0.0.1')",
    'tried to reach the network past its context (send',
  ],
  names: [
    "(await import('node:dns')).lookup('example.com', () => {})",
    'tried to reach the network past its context (lookup example.com)',
  ],
  ownFetch: ["await fetch('https://example.com')", 'tried to reach the network'],
  signals: ['process.kill(process.ppid, 9)', 'tried to send a signal to a process'],
  foreignHosts: ["await context.fetch('https://example.com/')", 'example.com'],
}

/** Counts who comes to a port of this machine. */
async function countingServer() {
  const seen = { connections: 0 }
  const server = createServer(() => {
    seen.connections += 1
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  onTestFinished(() => void server.close())
  return { seen, port: String((server.address() as AddressInfo).port) }
}

test('what a connector may not do is refused by name and does not happen', async () => {
  const { seen, port } = await countingServer()
  const withPort = (text: string) => text.replaceAll('PORT', port)
  const codes = Object.entries(deeds).map(([name, [deed]]) => [name, withPort(deed)] as const)
  const { connection } = await isolatedConnection(
    folderOf(doing(Object.fromEntries(codes))),
    'evil',
  )
  const told: Record<string, string> = {}
  for (const [name, [, expected]] of Object.entries(deeds)) {
    const { message } = faultOf(await pagesOf(connection, name).catch((error: unknown) => error))
    told[name] = message.includes(withPort(expected)) ? expected : message
  }
  expect(told).toStrictEqual(
    Object.fromEntries(Object.entries(deeds).map(([name, [, expected]]) => [name, expected])),
  )
  expect(existsSync(written)).toBe(false)
  expect(seen.connections).toBe(0)
}, 60_000)

test('one refused deed stops its connection alone', async () => {
  const { report } = await isolatedRun(
    folderBesideGood(doing({ orders: deeds['reads']?.[0] ?? '' })),
  )
  expect(report?.runs).toMatchObject([
    {
      connection: 'evil',
      fault: {
        kind: 'contract',
        scope: 'connection',
        message:
          '@acme/evil 2.1.0 tried to read /etc/passwd, which an isolated connector may not do.',
      },
    },
    { connection: 'good', stream: 'orders', read: 1 },
  ])
})

test('a connector sees neither the environment of the host nor secrets of another in its own', async () => {
  const seen = folderOf(
    doing({
      environment: 'return Object.keys(process.env)',
      words: 'return JSON.stringify([process.argv, process.execArgv, process.title])',
      key: 'return context.config.key.length',
    }),
  )
  await isolatedRun(seen, { environment: { SECRET: 'x' } })
  const records = contentOf(seen)['record']?.map((row) => JSON.parse(String(row)) as Row) ?? []
  const foundBy = new Map(records.map(({ stream, data }) => [stream, JSON.parse(data) as Found]))
  const zone = process.env['TZ'] === undefined ? [] : ['TZ']
  expect(foundBy.get('environment')?.found).toStrictEqual(zone)
  expect(foundBy.get('words')?.found).not.toContain('cs_secret')
  expect(foundBy.get('key')?.found).toBe('cs_secret'.length)
})

interface Row {
  readonly stream: string
  readonly data: string
}
interface Found {
  readonly found: unknown
}
