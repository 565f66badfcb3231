import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectionContext } from './context.ts'
import { openLines } from './line.ts'
import {
  lonelyContext,
  redirectTo,
  scriptedVendor,
  vendorConnection,
  type ScriptedVendor,
} from '../testing/scripted-vendor.ts'

let vendor: ScriptedVendor
beforeEach(async () => {
  vendor = await scriptedVendor()
})
afterEach(() => vendor.close())

const nothingOpen = { openAddresses: [] }
const portOf = ({ host }: ScriptedVendor) => host.split(':')[1] ?? ''

test.each([
  ['as it is', '127.0.0.1'],
  ['as one number', '2130706433'],
  ['in octal', '0177.0.0.1'],
  ['in hexadecimal', '0x7f.1'],
  ['in short', '127.1'],
  ['inside IPv6', '[::ffff:7f00:1]'],
  ['by name', 'localhost'],
])('a request to this machine, written %s, is refused and never sent', async (_how, host) => {
  const url = new URL(`http://${host}:${portOf(vendor)}/`)
  const { fetch } = lonelyContext(vendorConnection([url.host]), {}, nothingOpen)
  await expect(fetch(url)).rejects.toMatchObject({
    kind: 'config',
    message: `${url.host} is at an address of a private network or of this machine, and those are closed to connections.`,
    hint: expect.stringContaining('host: { egress: { private:') as string,
  })
  expect(vendor.seen).toStrictEqual([])
})

test('a redirect from an open address to a closed one is refused', async () => {
  vendor.script.push(redirectTo(`http://127.0.0.2:${portOf(vendor)}/`))
  const hosts = [vendor.host, `127.0.0.2:${portOf(vendor)}`]
  const { fetch } = lonelyContext(vendorConnection(hosts), {}, { openAddresses: ['127.0.0.1'] })
  await expect(fetch(vendor.origin)).rejects.toMatchObject({ kind: 'config' })
  expect(vendor.seen).toHaveLength(1)
})

test('what a connection opens is open for it', async () => {
  const connection = vendorConnection([vendor.host], {}, { openAddresses: ['127.0.0.0/8'] })
  const response = await lonelyContext(connection, {}, nothingOpen).fetch(vendor.origin)
  expect(response.status).toBe(200)
})

test.each(['127.0.0.1', 'localhost', '0x7f.1'])(
  'a socket to %s is refused as well',
  async (host) => {
    const port = Number(portOf(vendor))
    const connection = vendorConnection([`${host}:${port}`], {}, { needs: ['connect'] })
    const { connect } = connectionContext(openLines(nothingOpen).of(connection), {
      clock: { now: Date.now, raise: () => {}, leadMs: () => 0 },
      signal: new AbortController().signal,
      dry: false,
      streams: [],
    })
    await expect(connect?.({ host, port, tls: false })).rejects.toMatchObject({ kind: 'config' })
  },
)
