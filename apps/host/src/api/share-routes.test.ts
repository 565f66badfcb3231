import { expect, test } from 'vitest'
import { peopleHost } from './people/testing/browser.ts'
import { sales, sharingHost } from './testing/shared-link.ts'
import { neighbourOf } from './testing/two-organisations.ts'

const png = Buffer.alloc(40)
png.write('\u0089PNG\r\n\u001A\n\0\0\0\rIHDR', 'latin1')
png.writeUInt32BE(320, 16)
png.writeUInt32BE(80, 20)

function upload(bytes: Buffer | string) {
  const data = Buffer.from(bytes).toString('base64')
  return { method: 'PUT', body: JSON.stringify({ data }) }
}

test('a link is told once, and listed with what it is held to and never with what stands in it', async () => {
  const host = await sharingHost({ now: () => Date.parse('2026-11-26T08:00:00Z') })
  const { id, token } = await host.share({
    settings: { range: 'last7' },
    choices: ['compare'],
    origins: ['https://shop.example'],
    password: 'open sesame',
    expiresAt: '2026-12-31T00:00:00.000Z',
  })
  const text = await (await host.call('/api/shares')).text()
  expect(JSON.parse(text)).toStrictEqual({
    shares: [
      {
        id,
        section: 'dashboards',
        target: 'sales',
        settings: { range: 'last7' },
        choices: ['compare'],
        origins: ['https://shop.example'],
        hasPassword: true,
        isOver: false,
        expiresAt: '2026-12-31T00:00:00.000Z',
        madeAt: '2026-11-26T08:00:00.000Z',
        madeBy: 'token admin',
        openedAt: null,
        opens: 0,
      },
    ],
  })
  expect(text).not.toContain(token)
})

test('a link that is made anew, and one that is ended, are in the audit log beside the one that was made', async () => {
  const { share, call } = await sharingHost()
  const { id } = await share()
  await call(`/api/shares/${id}/renew`, { method: 'POST' })
  await call(`/api/shares/${id}`, { method: 'DELETE' })
  const { entries } = (await (await call('/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string; readonly target: string }[]
  }
  expect(
    entries
      .filter(({ target }) => target === id)
      .map(({ action }) => action)
      .toSorted(),
  ).toStrictEqual(['share.make', 'share.renew', 'share.revoke'])
})

test.each([
  ['a dashboard that is none', { target: 'slaes' }, 404],
  ['a portal that is none', { section: 'portals', target: 'sales' }, 404],
  ['a page that is no origin', { origins: ['https://shop.example;sandbox'] }, 400],
  ['an end that is past', { expiresAt: '2020-01-01T00:00:00.000Z' }, 400],
  ['a password of seven characters', { password: '1234567' }, 400],
  ['settings of a portal', { section: 'portals', target: 'clients', choices: ['range'] }, 400],
])('no link is made to %s', async (_what, wanted, status) => {
  const { call } = await sharingHost()
  const body = JSON.stringify({ target: 'sales', ...wanted })
  expect((await call('/api/shares', { method: 'POST', body })).status).toBe(status)
})

test('an analyst makes links and ends them, and a viewer does not', async () => {
  const host = await peopleHost({
    configuration: { dashboards: new Map([['sales', sales]]) },
  })
  const [analyst, viewer] = [await host.join('Anna', 'analyst'), await host.join('Vera', 'viewer')]
  const make = async (browser: typeof analyst) =>
    (await browser.ask('POST', '/api/shares', { target: 'sales' })).status
  expect([await make(analyst), await make(viewer)]).toStrictEqual([201, 403])
})

test('a link of another organisation is neither seen, made anew nor ended, and its dashboard not shared', async () => {
  const host = await sharingHost()
  const { id, token } = await host.share()
  const call = await neighbourOf(host)
  const target = { method: 'POST', body: JSON.stringify({ target: 'sales' }) }
  expect(await (await call('/api/shares')).json()).toStrictEqual({ shares: [] })
  expect([
    (await call(`/api/shares/${id}/renew`, { method: 'POST' })).status,
    (await call(`/api/shares/${id}`, { method: 'DELETE' })).status,
    (await call('/api/shares', target)).status,
    (await call(`/api/shared/${token}`)).status,
    (await host.look(`/api/shared/${token}`)).status,
  ]).toStrictEqual([404, 404, 404, 404, 200])
})

test('a logo is shown as what it is, to whoever has a link to its portal', async () => {
  const { share, call, look } = await sharingHost()
  const { token } = await share({ section: 'portals', target: 'clients' })
  const given = await call('/api/portals/clients/logo', upload(png))
  expect(await given.json()).toStrictEqual({ type: 'image/png', width: 320, height: 80 })
  const shown = await look(`/api/shared/${token}/logo`)
  expect([
    shown.headers.get('content-type'),
    shown.headers.get('x-content-type-options'),
    Buffer.compare(Buffer.from(await shown.arrayBuffer()), png),
  ]).toStrictEqual(['image/png', 'nosniff', 0])
  expect((await call('/api/portals/clients/logo', { method: 'DELETE' })).status).toBe(204)
  expect((await look(`/api/shared/${token}/logo`)).status).toBe(404)
})

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
])('a logo that is %s is refused, and nothing of it is kept', async (_what, text) => {
  const { call } = await sharingHost()
  expect((await call('/api/portals/clients/logo', upload(text))).status).toBe(422)
  expect(await (await call('/api/portals')).json()).toMatchObject({
    portals: [{ id: 'clients', hasLogo: false }],
  })
})

test('a logo may be larger than other bodies, and not larger than half a mebibyte', async () => {
  const { call } = await sharingHost()
  const statuses = await Promise.all(
    [100_000, 600_000].map(async (size) => {
      const large = Buffer.concat([png, Buffer.alloc(size)])
      return (await call('/api/portals/clients/logo', upload(large))).status
    }),
  )
  expect(statuses).toStrictEqual([200, 413])
})
