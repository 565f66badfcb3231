import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  lonelyContext,
  redirectTo,
  scriptedVendor,
  vendorConnection,
  type ScriptedVendor,
} from '../testing/scripted-vendor.ts'
import { followed } from './egress.ts'

let vendor: ScriptedVendor
let other: ScriptedVendor
beforeEach(async () => {
  vendor = await scriptedVendor()
  other = await scriptedVendor()
})
afterEach(async () => {
  await vendor.close()
  await other.close()
})

const secrets = ['key-1234']
const signing = (hosts: readonly string[]) =>
  vendorConnection(
    hosts,
    {
      sign: (request) => {
        const headers = new Headers(request.headers)
        headers.set('x-signature', 'signed')
        return new Request(request, { headers })
      },
    },
    { secrets },
  )

test('a redirect within the host is followed, and signed again', async () => {
  vendor.script.push(redirectTo('/v2/orders'))
  const response = await lonelyContext(signing([vendor.host])).fetch(`${vendor.origin}/v1/orders`)
  expect(response.url).toBe(`${vendor.origin}/v2/orders`)
  expect(vendor.seen).toMatchObject([
    { url: '/v1/orders', headers: { 'x-signature': 'signed' } },
    { url: '/v2/orders', headers: { 'x-signature': 'signed' } },
  ])
})

test('a redirect to another declared host is followed without anything secret', async () => {
  vendor.script.push(redirectTo(`${other.origin}/file`))
  const { fetch } = lonelyContext(signing([vendor.host, other.host]))
  await fetch(vendor.origin, {
    headers: {
      authorization: 'Bearer abc',
      cookie: 'session=1',
      'x-api-key': 'key-1234',
      accept: 'text/csv',
    },
  })
  const headers = other.seen[0]?.headers ?? {}
  expect(headers.accept).toBe('text/csv')
  for (const name of ['authorization', 'cookie', 'x-api-key', 'x-signature'])
    expect(headers).not.toHaveProperty(name)
})

test('a redirect to a host that was not declared is a fault that names where it leads', async () => {
  vendor.script.push(redirectTo(`${other.origin}/?token=key-1234`))
  await expect(lonelyContext(signing([vendor.host])).fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'config',
    message: `${vendor.host} redirects to ${other.origin}, which Shop does not declare.`,
    hint: `If that is the right address, write ${other.origin} in the settings of the connection.`,
  })
  expect(other.seen).toHaveLength(0)
})

test('a request that writes is not sent to another address', async () => {
  vendor.script.push(redirectTo('/v2/orders'))
  const { fetch } = lonelyContext(signing([vendor.host]))
  await expect(fetch(vendor.origin, { method: 'POST', body: '{}' })).rejects.toMatchObject({
    kind: 'config',
    message: `${vendor.host} redirects to ${vendor.origin}, and a POST request is not sent to another address.`,
  })
  expect(vendor.seen).toHaveLength(1)
})

test('a circle of redirects ends after five', async () => {
  vendor.script.push(...Array.from({ length: 9 }, () => redirectTo('/')))
  await expect(lonelyContext(signing([vendor.host])).fetch(vendor.origin)).rejects.toMatchObject({
    kind: 'config',
    hint: 'Report it to the vendor.',
  })
  expect(vendor.seen).toHaveLength(6)
})

test('nobody is led from https to http', () => {
  const egress = { connector: 'Shop', hosts: ['shop.example'] }
  const hop = { from: new URL('https://shop.example/a'), method: 'GET', hops: 0 }
  const asked = { method: 'GET', route: '/a' }
  expect(() => followed(egress, { ...hop, location: 'http://shop.example/a' }, asked)).toThrow(
    'shop.example redirects to http://shop.example, which is not encrypted.',
  )
  expect(followed(egress, { ...hop, location: '/b' }, asked).href).toBe('https://shop.example/b')
})
