import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Insight } from '../insight.ts'
import { worded, type AskModel } from './model-wording.ts'
import { sentenceOf } from './sentence.ts'

const insight: Insight = {
  id: 'a',
  kind: 'anomaly',
  says: 'anomalyDown',
  subject: 'net_sales',
  period: { from: 20_781, to: 20_781 },
  importance: 50,
  facts: {
    metric: { type: 'metric', value: 'net_sales' },
    day: { type: 'day', value: 20_781 },
    value: { type: 'money', value: '412000', currency: 'EUR' },
    expected: { type: 'money', value: '535000', currency: 'EUR' },
    change: { type: 'share', value: '0.23' },
    confidence: { type: 'share', value: '0.998' },
  },
}
const template = sentenceOf(insight, 'en')
const model = { url: 'http://127.0.0.1:1/v1', model: 'small', key: 'secret-of-the-model' }
const { signal } = new AbortController()

/** An address that answers as the API of OpenAI does, and notes what it was asked. */
function simulated(content: string, status = 200) {
  const asked: { url: string; init: RequestInit }[] = []
  const ask: AskModel = async (url, init) => {
    asked.push({ url, init })
    return Response.json({ choices: [{ message: { role: 'assistant', content } }] }, { status })
  }
  return { ask, asked }
}

const say = (ask: AskModel) => worded(insight, 'en', { model, ask, signal })

test('the words of the model are taken where all of its numbers are facts', async () => {
  const words = 'On Tuesday net sales were €4,120.00, which is 23% less than the usual €5,350.00.'
  const { ask, asked } = simulated(words)
  expect(await say(ask)).toBe(words)
  expect(asked.map(({ url }) => url)).toStrictEqual(['http://127.0.0.1:1/v1/chat/completions'])
})

test.each([
  ['another number', 'Net sales were €4,120.00, which is 24% less than usual.'],
  ['a number with another comma', 'Net sales were €4.120,00.'],
  ['a part of a number', 'Net sales were €4,120.'],
  ['an address', 'Net sales fell by 23%; see https://shop.example.'],
  ['several lines', 'Net sales\nfell by 23%.'],
  ['nothing', ''],
])('%s is not taken: the template says it', async (_what, words) => {
  expect(await say(simulated(words).ask)).toBe(template)
})

test.each([
  ['refuses', simulated('Net sales fell by 23%.', 429).ask],
  ['answers something else', async () => new Response('<html>')],
  ['cannot be reached', () => Promise.reject(new Error('refused'))],
] as const)('where the model %s, the template says it', async (_what, ask) => {
  expect(await say(ask)).toBe(template)
})

test('without a model nobody is asked', async () => {
  const { ask, asked } = simulated('Net sales fell by 23%.')
  expect(await worded(insight, 'en', { ask, signal })).toBe(template)
  expect(asked).toStrictEqual([])
})

test('no redirect is followed, and the model is told the facts and nothing else', async () => {
  const { ask, asked } = simulated('Net sales fell by 23%.')
  await say(ask)
  const { redirect, body } = asked[0]?.init ?? {}
  const told = JSON.parse(typeof body === 'string' ? body : '') as {
    readonly messages: readonly { readonly content: string }[]
  }
  expect(redirect).toBe('error')
  expect(
    Object.keys((JSON.parse(told.messages[1]?.content ?? '') as { facts: object }).facts),
  ).toStrictEqual(Object.keys(insight.facts))
})

test('an address is asked over HTTP as the API of OpenAI is, with the key that was declared', async () => {
  const words = 'Net sales fell by 23%.'
  const keys: (string | undefined)[] = []
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ choices: [{ message: { content: words } }] }))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const local = { ...model, url: `http://127.0.0.1:${port}/v1` }
  expect(await worded(insight, 'en', { model: local, signal })).toBe(words)
  expect(keys).toStrictEqual(['Bearer secret-of-the-model'])
})
