import { join } from 'node:path'
import { fault } from '@cartograph/core'
import { startMailServer } from '@cartograph/simulators/smtp'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfiguration } from '../../config/index.ts'
import { folderWith } from '../../testing/folder.ts'
import { until } from '../../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../../testing/scripted-shop.ts'
import { peopleHost } from './testing/browser.ts'

/** A host with a mail server, and a shop that refuses it. */
async function hostWithShop() {
  const server = await startMailServer({ tls: 'never' })
  onTestFinished(() => server.close())
  const { host, port, user, password: secret } = server
  const config = { host, port, user, password: secret, encryption: 'none', from: 'us@shop.example' }
  const folder = folderWith({
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      host: {
        url: 'https://data.example',
        support: 'help@operator.example',
        egress: { private: ['127.0.0.1/32'] },
      },
      connections: { post: { connector: 'smtp', config } },
      people: { mail: { action: 'post.mail' } },
    },
  })
  const { configuration } = await loadConfiguration(join(folder, 'cartograph.json'))
  const { connections = new Map(), people, host: settings } = configuration ?? {}
  const scripted = scriptedShop(1)
  const shop = shopConnection(scripted)
  const refused = fault({ kind: 'auth', message: 'The shop refuses the key.' })
  scripted.failures.push(refused, refused)
  const opened = await peopleHost({
    connections: [...connections.values(), shop],
    ...(people !== undefined && { configuration: { people } }),
    ...(settings !== undefined && { host: settings }),
  })
  return { server, shop, ...opened }
}

test('an owner is mailed once that a connection does not work, with whom to ask', async () => {
  const host = await hostWithShop()
  const { server } = host
  await host.installation.sync(host.shop)
  await host.begin()
  await until(() => server.mails.length > 0)
  const next = await host.restart()
  await next.begin()
  expect(server.mails.map(({ to }) => to)).toStrictEqual([['ida@example.com']])
  const text = server.mails[0]?.text.replaceAll(/=\r?\n/g, '') ?? ''
  expect(text).toContain('The shop refuses the key.')
  expect(text).toContain('help@operator.example')
})

test('who turns the mails off is told so when they look, and it is in the audit log', async () => {
  const { ida } = await hostWithShop()
  const before = await (await ida.ask('GET', '/api/me/mails')).json()
  const answer = await ida.ask('PUT', '/api/me/mails', { connections: false })
  const after = await (await ida.ask('GET', '/api/me/mails')).json()
  expect([before, await answer.json(), after]).toStrictEqual([
    { connections: true },
    { connections: false },
    { connections: false },
  ])
  const { entries } = (await (await ida.ask('GET', '/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string; readonly outcome: string }[]
  }
  expect(entries.find(({ action }) => action === 'mails.choose')?.outcome).toBe('off')
})
