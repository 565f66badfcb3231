import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'

function load(yaml: string) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${yaml}\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

test('the public address is kept without a slash at its end', async () => {
  const { configuration, problems } = await load(
    'host: { url: "https://data.shop.example/cartograph/", address: 0.0.0.0, port: 8080 }',
  )
  expect(problems).toStrictEqual([])
  expect(configuration?.host).toStrictEqual({
    url: 'https://data.shop.example/cartograph',
    address: '0.0.0.0',
    port: 8080,
  })
})

test.each(['help@shop.example', 'https://help.shop.example/cartograph'])(
  '%s is somebody whom people can ask',
  async (support) => {
    const { configuration, problems } = await load(`host: { support: "${support}" }`)
    expect(problems).toStrictEqual([])
    expect(configuration?.host).toStrictEqual({ support })
  },
)

test.each(['the office', 'javascript:alert(1)'])('nobody can be asked at "%s"', async (support) => {
  const { problems } = await load(`host: { support: "${support}" }`)
  expect(problems).toMatchObject([{ path: ['host', 'support'] }])
})

test('without the key nothing is said about the host', async () => {
  expect((await load('connections: {}')).configuration).not.toHaveProperty('host')
})

test.each([
  ['data.shop.example'],
  ['ftp://data.shop.example'],
  ['https://user:word@data.shop.example'],
  ['https://data.shop.example/?shop=1'],
])('%s is no public address', async (url) => {
  const { configuration, problems } = await load(`host: { url: "${url}" }`)
  expect(configuration).toBeUndefined()
  expect(problems).toMatchObject([
    {
      path: ['host', 'url'],
      message: 'is no public address; expected one such as "https://data.shop.example"',
    },
  ])
})

test('a port that does not exist is a mistake', async () => {
  expect((await load('host: { port: 70000 }')).problems).toMatchObject([{ path: ['host', 'port'] }])
})

test('where figures are read, and what the log tells, is kept', async () => {
  const { configuration } = await load(
    'host: { log: { level: warn }, metrics: { token: 0123456789abcdef, port: 9464 } }',
  )
  expect(configuration?.host).toStrictEqual({
    logLevel: 'warn',
    metrics: { token: '0123456789abcdef', port: 9464 },
  })
})

test('a token for metrics that could be guessed is a mistake, and is not shown', async () => {
  const { problems } = await load('host: { metrics: { token: prometheus } }')
  expect(problems).toMatchObject([{ path: ['host', 'metrics', 'token'] }])
  expect(JSON.stringify(problems)).not.toContain('prometheus')
})
