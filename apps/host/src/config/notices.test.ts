import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'
import { parseAlert, parseDigest } from './notices.ts'

function load(yaml: string) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${yaml}\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

test('an alert has its usual patience, and tells in the way of its action', () => {
  const to = [{ action: 'team.message' }, { action: 'post.mail', mail: ['anna@shop.example'] }]
  expect(parseAlert('slump', { metric: 'net_sales', below: 100.5, to })).toStrictEqual({
    id: 'slump',
    metric: 'net_sales',
    over: 'day',
    condition: 'below',
    limit: '100.5',
    hysteresis: 0.05,
    quietMs: 86_400_000,
    stores: [],
    to: [
      { connection: 'team', action: 'message', input: { text: '{text}' } },
      {
        connection: 'post',
        action: 'mail',
        input: { to: ['anna@shop.example'], subject: '{subject}', text: '{text}' },
      },
    ],
  })
})

const to = [{ action: 'team.message' }]

test.each([
  ['no limit', { metric: 'orders', to }, 'expected one of `above`'],
  ['two limits', { metric: 'orders', above: 1, below: 2, to }, 'expected one of `above`'],
  ['a limit that is no number', { metric: 'orders', above: 'many', to }, 'above: '],
  ['nobody to tell', { metric: 'orders', above: 1, to: [] }, 'to: '],
  ['no object', 7, 'The alert is not understood: '],
])('an alert with %s is refused', (_what, alert, message) => {
  expect(() => parseAlert('a', alert)).toThrow(message)
})

test('a digest at a time that is none is refused', () => {
  expect(() => parseDigest('a', { every: 'day', at: '25:00', to })).toThrow(
    'at: expected a time such as 07:30',
  )
})

test('a connection that is not there is shown where it is named', async () => {
  const { problems } = await load(
    'digests: { morning: { every: day, to: [{ action: team.message }] } }',
  )
  expect(problems).toMatchObject([
    { path: ['digests', 'morning', 'to', 0, 'action'], message: 'there is no connection "team"' },
  ])
})

test('the limit of paid orders and the model that words insights are kept', async () => {
  const { configuration, problems } = await load(
    'quota: { paidOrders: 1000 }\ninsights: { language: da, model: { url: "http://127.0.0.1:9/v1", model: small } }',
  )
  expect(problems).toStrictEqual([])
  expect([configuration?.quota, configuration?.insights]).toStrictEqual([
    { paidOrders: 1000 },
    { language: 'da', model: { url: 'http://127.0.0.1:9/v1', model: 'small' } },
  ])
})

test('the key of the model is not shown beside a mistake', async () => {
  const { problems } = await load(
    'insights: { language: tlh, model: { url: "http://127.0.0.1:9/v1", model: small, key: hush-hush } }',
  )
  expect(problems).toMatchObject([{ path: ['insights', 'language'] }])
  expect(JSON.stringify(problems)).not.toContain('hush-hush')
})

test('an alert on a metric that is none is shown where it is named', async () => {
  const { problems } = await load(
    'alerts: { slump: { metric: net_sale, below: 1, to: [{ action: team.message }] } }',
  )
  expect(problems[0]).toMatchObject({
    path: ['alerts', 'slump', 'metric'],
    message: 'there is no metric "net_sale"; did you mean "net_sales"?',
  })
})
