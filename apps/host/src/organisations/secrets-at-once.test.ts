import { expect, test } from 'vitest'
import { founded, installed, shopConnection } from './testing/installed.ts'

const key = 'secrets: { key: { environment: CARTOGRAPH_KEY } }\n'
const taking = {
  ...shopConnection,
  config: { ...shopConnection.config, apiSecret: '${secret:shop}' },
}

const body = (value: string) => ({ method: 'PUT', body: JSON.stringify({ value }) })

async function working({ ask }: Pick<Awaited<ReturnType<typeof installed>>, 'ask'>, token: string) {
  const { connections } = (await (await ask(token, '/api/status')).json()) as {
    readonly connections: readonly { readonly id: string }[]
  }
  return connections.map(({ id }) => id)
}

test('a secret that is set over the API is used at once, and without it what takes it is at fault', async () => {
  const host = await installed(key)
  const { ask, put, token } = host
  expect(await put(token, 'connections/butik', taking)).toBe(422)
  expect((await ask(token, '/api/secrets/shop', body('cs_canary'))).status).toBe(200)
  expect(await put(token, 'connections/butik', taking)).toBe(201)
  expect(await working(host, token)).toStrictEqual(['butik'])
  await ask(token, '/api/secrets/shop', { method: 'DELETE' })
  expect(await working(host, token)).toStrictEqual([])
  await ask(token, '/api/secrets/shop', body('cs_anew'))
  expect(await working(host, token)).toStrictEqual(['butik'])
})

test('a secret in clear in an entry is sealed, and shown to nobody', async () => {
  const { ask, put, token, lines } = await installed(key)
  const clear = { ...shopConnection, config: { ...shopConnection.config, apiSecret: 'cs_canary' } }
  expect(await put(token, 'connections/butik', clear)).toBe(201)
  const paths = ['/api/secrets', '/api/configuration', '/api/audit', '/api/status']
  const told = await Promise.all(paths.map(async (path) => (await ask(token, path)).text()))
  expect(told[0]).toContain('connections.butik.config.apiSecret')
  expect(`${told.join('')}${JSON.stringify(lines)}`).not.toContain('canary')
})

test('another organisation neither sees a secret nor takes it', async () => {
  const host = await installed(key)
  const { ask, put, token } = host
  const other = await founded(host, 'solsikke')
  await ask(token, '/api/secrets/shop', body('cs_canary'))
  expect(await (await ask(other, '/api/secrets')).json()).toStrictEqual({ secrets: [] })
  expect((await ask(other, '/api/secrets/shop', { method: 'DELETE' })).status).toBe(404)
  expect(await put(other, 'connections/butik', taking)).toBe(422)
  await ask(other, '/api/secrets/shop', body('cs_theirs'))
  expect(await put(other, 'connections/butik', taking)).toBe(201)
  expect(await working(host, other)).toStrictEqual(['butik'])
})
