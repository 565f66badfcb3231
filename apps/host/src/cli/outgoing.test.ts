import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { startSlack } from '@cartograph/simulators/slack'
import { certificate, startMailServer } from '@cartograph/simulators/smtp'
import { startReceiver } from '@cartograph/simulators/webhook-receiver'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const signingSecret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'

const orderMapping = {
  id: 'order',
  from: { connector: 'file', stream: 'orders' },
  to: { entity: 'order' },
  fields: {
    id: '$.number',
    number: '$.number',
    status: 'paid',
    placedAt: '2026-11-01T00:00:00Z',
    currency: 'EUR',
    total: { $money: '$.total', currency: 'EUR' },
    email: { $email: '$.email' },
  },
}

const delivery = (connection: string, connector: string, sink: string, fields: object) => ({
  from: 'order',
  to: { connection, sink },
  mapping: {
    id: `order-${connector}`,
    from: { entity: 'order' },
    to: { connector, sink },
    fields: { key: '$.id', ...fields },
  },
})

test('new orders become a webhook, a message and a mail each, once, and what is refused can be read', async () => {
  const receiver = await startReceiver({ secrets: [signingSecret] })
  const workspace = await startSlack()
  const server = await startMailServer()
  onTestFinished(async () => {
    await Promise.all([receiver.close(), workspace.close(), server.close()])
  })
  server.weather.unknown('gone@shop.example')
  const folder = folderWith({
    'orders.csv': 'number,total,email\n1,10.00,anna@shop.example\n2,20.00,eva@shop.example\n',
    'authority.pem': certificate,
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        files: {
          connector: 'file',
          config: { sources: { orders: { path: './orders.csv', key: ['number'] } } },
          mappings: [orderMapping],
        },
        hook: { connector: 'webhook', config: { url: `${receiver.url}/hook`, signingSecret } },
        team: {
          connector: 'slack',
          config: {
            token: workspace.token,
            apiBase: workspace.apiBase,
            channel: 'C0ORDERS01',
          },
        },
        mail: {
          connector: 'smtp',
          config: {
            host: server.host,
            port: server.port,
            user: server.user,
            password: '${env:MAIL_PASSWORD}',
            from: 'orders@shop.example',
          },
        },
      },
      deliveries: {
        hooks: delivery('hook', 'webhook', 'items', { body: { id: '$.id', total: '$.total' } }),
        messages: delivery('team', 'slack', 'messages', {
          text: { $concat: ['Order ', '$.number', ' from <', '$.email', '>'] },
        }),
        mails: delivery('mail', 'smtp', 'mails', {
          to: ['$.email'],
          subject: { $concat: ['Your order ', '$.number'] },
          text: 'Thank you.',
        }),
      },
    },
  })
  const cartograph = async (...words: readonly string[]) => {
    const child = spawn(process.execPath, ['--conditions=@cartograph/source', main, ...words], {
      cwd: folder,
      env: {
        ...process.env,
        MAIL_PASSWORD: server.password,
        NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
      },
    })
    const [out, said, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ])
    return { out, said, code }
  }

  await cartograph('sync')
  const first = await cartograph('push', '--json')
  expect(JSON.parse(first.out)).toMatchObject({
    ok: true,
    runs: [
      { delivery: 'hooks', sent: 2 },
      { delivery: 'messages', sent: 0, skipped: 2 },
      { delivery: 'mails', sent: 0, skipped: 2 },
    ],
  })

  appendFileSync(
    join(folder, 'orders.csv'),
    '3,30.00,anna@shop.example\n4,40.00,gone@shop.example\n',
  )
  receiver.next({ kind: 'reset', when: 'after' })
  await cartograph('sync')
  const second = await cartograph('push', '--json')
  expect(second.code).toBe(1)
  expect(JSON.parse(second.out)).toMatchObject({
    runs: [
      { delivery: 'hooks', sent: 2 },
      { delivery: 'messages', sent: 2 },
      { delivery: 'mails', sent: 1, failed: 1 },
    ],
  })

  const status = await cartograph('status')
  expect(status.out + status.said).toContain(
    'The server takes the mail for none of its addresses: to[0] (550 5.1.1 [address] does not exist).',
  )
  await cartograph('push')
  expect(receiver.held().map(({ key, times }) => [key, times])).toStrictEqual([
    ['files:1', 1],
    ['files:2', 1],
    ['files:3', 1],
    ['files:4', 1],
  ])
  expect(workspace.messages.map((message) => message.text)).toStrictEqual([
    'Order 3 from &lt;anna@shop.example&gt;',
    'Order 4 from &lt;gone@shop.example&gt;',
  ])
  expect(server.mails).toMatchObject([{ to: ['anna@shop.example'], isEncrypted: true }])
}, 120_000)
