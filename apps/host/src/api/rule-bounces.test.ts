import { rule } from '@cartograph/connector-rule'
import { smtp } from '@cartograph/connector-smtp'
import type { Mapping } from '@cartograph/core'
import { startRule } from '@cartograph/simulators/rule'
import { startMailServer } from '@cartograph/simulators/smtp'
import { expect, onTestFinished, test } from 'vitest'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { entriesByKey } from '../store/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { until } from '../testing/scripted-host.ts'
import { sinkDelivery } from '../testing/scripted-sink.ts'
import { servedHost } from './testing/served-host.ts'

const email = 'ida@example.com'
const fromOrders = (connector: string, sink: string, fields: Mapping['fields']): Mapping => ({
  id: `order-${connector}`,
  from: { entity: 'order' },
  to: { connector, sink },
  fields: { key: '$.id', subject: 'Thank you', text: 'Thank you.', ...fields },
})

/** A host that writes to whoever bought, over Rule and over a mail server. */
async function twoWaysOfMail(purpose: 'transactional' | 'marketing') {
  const account = await startRule()
  onTestFinished(() => account.close())
  const server = await startMailServer({ tls: 'never' })
  onTestFinished(() => server.close())
  const { apiKey, apiBase } = account
  const ruleConfig = {
    apiKey,
    apiBase,
    fromName: 'Shop',
    fromEmail: 'shop@shop.example',
    backfill: 'send',
  }
  const { host, port, user, password } = server
  const mailConfig = {
    host,
    port,
    user,
    password,
    encryption: 'none',
    from: 'shop@shop.example',
    backfill: 'send',
  }
  const served = await servedHost(
    [
      connectorConnection(rule, ruleConfig, {
        id: 'rule',
        mappings: rule.parts({ config: ruleConfig as never, found: null }).mappings ?? [],
      }),
      connectorConnection(smtp, mailConfig, { id: 'post', needs: ['connect'] }),
    ],
    [
      sinkDelivery({
        id: 'to-rule',
        connection: 'rule',
        sink: 'messages',
        consent: 'assumed',
        mapping: fromOrders('rule', 'messages', { email: '$.email', kind: 'News' }),
      }),
      sinkDelivery({
        id: 'to-mail',
        connection: 'post',
        sink: 'mails',
        consent: 'assumed',
        mapping: fromOrders('smtp', 'mails', { to: ['$.email'], purpose }),
      }),
    ],
  )
  const { store } = served
  const buy = (id: string) =>
    writeRows(store, [{ entity: 'order', id, row: { connection: 'shop', email } }])
  const reasonOf = async (connection: string, sink: string, id: string) => {
    const entries = await store.read((dialect, org) =>
      entriesByKey(dialect, org, { connection, sink }, [JSON.stringify([id])]),
    )
    return entries[0]?.reason
  }
  const sentTo = () => [
    account.account.transactions.filter(({ to }) => to === email).length,
    server.mails.filter(({ to }) => to.includes(email)).length,
  ]
  account.webhooks.send(await served.addressOf('rule'))
  return { account, served, buy, reasonOf, sentTo }
}

test('to an address that bounces at Rule nothing more is sent, by Rule or by any other way', async () => {
  const { account, served, buy, reasonOf, sentTo } = await twoWaysOfMail('transactional')
  await buy('shop:1')
  await until(() => sentTo().every((count) => count === 1))
  const id = account.admin.addSubscriber({ email })
  account.admin.bounce(id)
  await account.webhooks.deliver({ doubled: true })
  await until(async () => (await served.rowsOf('event')).length > 0)
  await buy('shop:2')
  const reason = 'Messages to this address come back.'
  await until(async () => (await reasonOf('post', 'mails', 'shop:2')) === reason)
  await until(async () => (await reasonOf('rule', 'messages', 'shop:2')) === reason)
  expect([await served.rowsOf('event'), sentTo()]).toMatchObject([
    [{ type: 'email.hardBounced', email, customerId: `rule:${id}` }],
    [1, 1],
  ])
}, 30_000)

test('whoever complains at Rule gets no more advertising by any other way', async () => {
  const { account, served, buy, reasonOf, sentTo } = await twoWaysOfMail('marketing')
  const id = account.admin.addSubscriber({ email })
  account.admin.suppress(id, { source: 'spam' })
  await account.webhooks.deliver()
  await until(async () => (await served.rowsOf('event')).length > 0)
  await buy('shop:1')
  await until(async () => ((await reasonOf('post', 'mails', 'shop:1')) ?? null) !== null)
  expect([await served.rowsOf('event'), sentTo()[1]]).toMatchObject([
    [{ type: 'email.complained', email, customerId: `rule:${id}` }],
    0,
  ])
}, 30_000)
