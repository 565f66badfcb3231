import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import { fault, type Context } from '@cartograph/core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../config/index.ts'
import { tablesWith } from '../store/testing/stored-texts.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'
import { scriptedVendor, type Answer, type ScriptedVendor } from '../testing/scripted-vendor.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

let vendor: ScriptedVendor
beforeAll(() => provider.register())
afterAll(() => provider.shutdown())
beforeEach(async () => {
  vendor = await scriptedVendor()
  exporter.reset()
})
afterEach(() => vendor.close())

const canaries = ['canary-1234', 'canary+/=?&#%20', 'canary"\\\n{}', 'canäry-ø-😀', 'c'.repeat(90)]

/** A vendor that quotes whatever it was sent in what it complains of. */
const quoting: Answer = (response, request) => {
  response.writeHead(400, { 'x-echo': encodeURIComponent(String(request.headers['x-key'])) })
  response.end(JSON.stringify({ url: request.url, headers: request.headers }))
}

/** Puts the secret wherever a connector can put one, and gives back what the vendor said of it. */
async function careless(context: Context<unknown>, secret: string): Promise<string> {
  const inUrl = encodeURIComponent(secret)
  vendor.script.push(quoting)
  context.log.info(`Asking with ${secret}.`, { key: secret, url: `/orders?key=${inUrl}` })
  const answer = await context.fetch.with({ effect: 'none', expect: [400] })(
    `${vendor.origin}/orders?key=${inUrl}&token=${inUrl}`,
    {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`shop:${secret}`).toString('base64')}`,
        'x-key': inUrl,
      },
      body: JSON.stringify({ secret, form: new URLSearchParams({ secret }).toString() }),
    },
  )
  return `${secret} ${JSON.stringify(secret)} ${await answer.text()} ${answer.headers.get('x-echo')}`
}

const quoted = (words: string) =>
  fault({ kind: 'record', message: `The vendor says ${words}`, hint: `Look at ${words}` })

/** The same connection, of which each page and each batch is a careless request before it fails with all that came back. */
function carelessly(connection: Connection, secret: string): Connection {
  const { connector } = connection
  return {
    ...connection,
    secrets: [secret],
    config: { user: 'shop', key: secret },
    connector: {
      ...connector,
      hosts: () => [vendor.host],
      parts: (known) => {
        const { streams = {}, sinks = {} } = connector.parts(known)
        const { orders } = streams
        const sink = sinks['orders']
        return {
          ...(orders?.list !== undefined && {
            streams: {
              orders: {
                ...orders,
                list: {
                  ...orders.list,
                  read: async function* read(context, slice, from) {
                    const words = await careless(context, secret)
                    const broken = { op: 'reject', key: [9], at: 'row 9' } as const
                    for await (const page of orders.list?.read(context, slice, from) ?? [])
                      yield {
                        ...page,
                        items: [...page.items, { ...broken, fault: quoted(words) }],
                        end: false,
                      }
                    throw quoted(words)
                  },
                },
              },
            },
          }),
          ...(sink !== undefined &&
            !('serve' in sink) && {
              sinks: {
                orders: {
                  ...sink,
                  write: async (context, items) => {
                    const words = await careless(context, secret)
                    return items.map(() => ({ status: 'failed', fault: quoted(words) }) as const)
                  },
                },
              },
            }),
        }
      },
    },
  }
}

async function told(host: ScriptedHost): Promise<readonly string[]> {
  const paths = ['/api/status', '/api/runs', '/api/monitoring', '/api/audit', '/api/configuration']
  const answers = await Promise.all(paths.map(async (path) => (await host.call(path)).text()))
  const spans = exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, status }) =>
      JSON.stringify([name, attributes, events, status]),
    )
  return [...answers, ...spans, ...host.lines.map((line) => JSON.stringify(line))]
}

test.each(canaries)(
  'a secret such as %j, put everywhere and quoted by the vendor, is in no log, fault, dead letter, run, trace, audit entry, answer or row',
  async (secret) => {
    const host = await scriptedHost({
      connections: [
        carelessly(shopConnection(scriptedShop(2)), secret),
        carelessly(sinkConnection(scriptedSink()), secret),
      ],
      deliveries: [sinkDelivery()],
    })
    await host.begin()
    await host.call('/api/connections/shop/sync', { method: 'POST' })
    await until(() => host.lines.some(({ message }) => message.startsWith('Asking with')))
    await until(async () => {
      const status = await (await host.call('/api/status')).text()
      return status.includes('"failed":2') && status.includes('"count":1')
    })
    const answers = await told(host)
    const all = answers.join('\n')
    expect(all).toContain('[secret]')
    const forms = [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      new URLSearchParams({ '': secret }).toString().slice(1),
      Buffer.from(`shop:${secret}`).toString('base64'),
    ]
    const telling = answers.filter((answer) => forms.some((form) => answer.includes(form)))
    expect(telling).toStrictEqual([])
    const { store } = host.installation
    expect(await store.read((dialect) => tablesWith(dialect, forms))).toStrictEqual([])
  },
)
