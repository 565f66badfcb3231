import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { certificate, startMailServer } from '@cartograph/simulators/smtp'
import type { Context } from '@cartograph/core'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lonelyContext, vendorConnection } from '../testing/scripted-vendor.ts'
import { virtualTimer } from '../testing/virtual-timer.ts'
import type { ContextOptions } from './index.ts'
import type { LineSettings } from './line.ts'

/** Answers every line with the same line. */
let echo: Server
let port: number
const open = new Set<Socket>()
beforeEach(async () => {
  echo = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  await new Promise<void>((resolve) => {
    echo.listen(0, '127.0.0.1', resolve)
  })
  ;({ port } = echo.address() as AddressInfo)
})
afterEach(async () => {
  for (const socket of open) socket.destroy()
  open.clear()
  await new Promise((resolve) => {
    echo.close(resolve)
  })
})

const needs = ['connect']
const host = '127.0.0.1'

function connectTo(
  to: { readonly port: number; readonly tls?: boolean; readonly host?: string },
  options: Partial<ContextOptions> = {},
  settings: Partial<LineSettings> = {},
  limits: Parameters<typeof vendorConnection>[1] = {},
) {
  const connection = vendorConnection([`${host}:${to.port}`], limits, { needs })
  return connectOf(lonelyContext(connection, options, settings))({ host, tls: false, ...to })
}

function connectOf({ connect }: Context<unknown>) {
  if (connect === undefined) throw new Error('The context has no connections.')
  return connect
}

test('bytes go both ways', async () => {
  const { readable, writable } = await connectTo({ port })
  const writer = writable.getWriter()
  await writer.write(new TextEncoder().encode('hello'))
  const { value } = await readable.getReader().read()
  expect(Buffer.from(value ?? []).toString()).toBe('hello')
  await writer.close()
})

test('a package that does not say that it needs connections has none', () => {
  expect(lonelyContext(vendorConnection([`${host}:${port}`])).connect).toBe(undefined)
})

test('a host or a port that was not declared is never reached', async () => {
  const connect = connectOf(lonelyContext(vendorConnection([`${host}:25`], {}, { needs })))
  await expect(connect({ host, port, tls: false })).rejects.toMatchObject({
    kind: 'contract',
    message: `Shop asked for a connection to ${host}:${port}, which it does not declare.`,
  })
  await expect(connect({ host: 'evil.example', port: 25, tls: false })).rejects.toMatchObject({
    kind: 'contract',
  })
  expect(open.size).toBe(0)
})

test('a server that accepts no connections has certainly done nothing', async () => {
  const effects = { acted: 0, refused: 0 }
  const closed = createServer()
  await new Promise<void>((resolve) => {
    closed.listen(0, host, resolve)
  })
  const { port: free } = closed.address() as AddressInfo
  await new Promise((resolve) => {
    closed.close(resolve)
  })
  await expect(connectTo({ port: free }, { effects })).rejects.toMatchObject({
    kind: 'transient',
    message: `${host}:${free} accepts no connections.`,
    request: { method: 'CONNECT', route: `${host}:${free}` },
  })
  expect(effects).toStrictEqual({ acted: 0, refused: 1 })
})

test('an open connection may have done something, but in a check nobody counts', async () => {
  const effects = { acted: 0, refused: 0 }
  await connectTo({ port }, { effects })
  await connectTo({ port }, { effects, dry: true })
  expect(effects).toStrictEqual({ acted: 1, refused: 0 })
})

test('a certificate that nobody vouches for is refused', async () => {
  const server = await startMailServer({ tls: 'first' })
  await expect(connectTo({ port: server.port, tls: true })).rejects.toMatchObject({
    kind: 'config',
    message: `The certificate of ${host}:${server.port} is not trusted: it is signed by itself.`,
  })
  await server.close()
})

test('a certificate that is trusted on this machine is taken', async () => {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, certificate])
  const server = await startMailServer({ tls: 'first' })
  const { readable } = await connectTo({ port: server.port, tls: true })
  const { value } = await readable.getReader().read()
  expect(Buffer.from(value ?? []).toString()).toMatch(/^220 /)
  await server.close()
  setDefaultCACertificates(before)
})

test('a port that begins without TLS is told from one that speaks it', async () => {
  const server = await startMailServer({ tls: 'later' })
  await expect(connectTo({ port: server.port, tls: true })).rejects.toMatchObject({
    kind: 'config',
    message: `${host}:${server.port} does not speak TLS there.`,
    hint: expect.stringContaining('STARTTLS') as string,
  })
  await server.close()
})

test('a server that does not accept in time is given up', async () => {
  const timer = virtualTimer()
  const silent = connectTo(
    { port },
    {},
    {
      timer,
      dial: (_to, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error))
        }),
    },
  )
  const ended = silent.catch((error: unknown) => error)
  await timer.pass(15_000)
  expect(await ended).toMatchObject({
    kind: 'transient',
    message: `${host}:${port} did not answer in time (15 s).`,
  })
})

test('a connection is cut with the call that it was made for', async () => {
  const off = new AbortController()
  const { readable } = await connectTo({ port }, { signal: off.signal })
  const reading = readable.getReader().read()
  off.abort(new Error('enough'))
  await expect(reading).rejects.toThrow('enough')
})

test('a place is free again when its connection is closed', async () => {
  const limits = { limits: () => ({ mails: { concurrent: 1 } }) }
  const connection = vendorConnection([`${host}:${port}`], limits, { needs })
  const connect = connectOf(lonelyContext(connection, { holdMs: 0 }))
  const to = { host, port, tls: false }
  const first = await connect(to)
  await expect(connect(to)).rejects.toMatchObject({ kind: 'rateLimit' })
  const drained = first.readable.getReader()
  await first.writable.close()
  while (!(await drained.read()).done);
  await expect
    .poll(() =>
      connect(to).then(
        () => 'open',
        () => 'full',
      ),
    )
    .toBe('open')
})
