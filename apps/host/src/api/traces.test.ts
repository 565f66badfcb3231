import { context, propagation, trace } from '@opentelemetry/api'
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLines } from '../connections/index.ts'
import { sync } from '../engine/index.ts'
import { askingConnection } from '../testing/asking-connection.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'
import { scriptedVendor, status, type ScriptedVendor } from '../testing/scripted-vendor.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

let vendor: ScriptedVendor
let installation: ScriptedInstallation
beforeAll(() => provider.register())
afterAll(() => provider.shutdown())
beforeEach(async () => {
  vendor = await scriptedVendor()
  installation = await scriptedInstallation()
  exporter.reset()
})
afterEach(async () => {
  await installation.close()
  await vendor.close()
})

/** Every span as the names from the root down to it. */
function paths(): readonly string[] {
  const spans = exporter.getFinishedSpans()
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]))
  const path = (span: ReadableSpan): string => {
    const parent = byId.get(span.parentSpanContext?.spanId ?? '')
    return parent === undefined ? span.name : `${path(parent)} > ${span.name}`
  }
  return [...new Set(spans.map(path))].toSorted()
}

const shop = (orders = 12) => askingConnection(shopConnection(scriptedShop(orders)), vendor)
const sink = () => askingConnection(sinkConnection(scriptedSink()), vendor)
const pushed = () => installation.push([shop(), sink()], [sinkDelivery()])

test('a run is told down to the requests and the commits of its pages', async () => {
  await installation.sync(shop())
  expect(paths()).toStrictEqual([
    'run',
    'run > stream',
    'run > stream > slice',
    'run > stream > slice > commit',
    'run > stream > slice > page',
    'run > stream > slice > page > GET /api/v2/orders/:id',
  ])
})

test('runs, streams and slices that wait for their turn keep their places in the tree', async () => {
  const ids = Array.from({ length: 9 }, (_, index) => `shop-${index}`)
  const connections = ids.map((id) => ({ ...shop(2), id }))
  await sync(
    { ...installation.installation(connections, []), lines: openLines() },
    { signal: new AbortController().signal },
  )
  const traces = Map.groupBy(exporter.getFinishedSpans(), (span) => span.spanContext().traceId)
  const told = [...traces.values()].map((spans) => {
    const names = spans.flatMap(({ attributes }) => attributes['cartograph.connection'] ?? [])
    return [...new Set(names)].join(' and ')
  })
  expect(told.toSorted()).toStrictEqual(ids)
})

test('a delivery is told down to its requests and what came of its batches', async () => {
  await installation.sync(shop())
  exporter.reset()
  await pushed()
  expect(paths()).toStrictEqual([
    'delivery',
    'delivery > batch',
    'delivery > batch > PUT /api/v2/contacts/:email',
    'delivery > outcomes',
  ])
  const outcomes = exporter.getFinishedSpans().filter(({ name }) => name === 'outcomes')
  const acknowledged = outcomes.map(({ attributes }) => Number(attributes['cartograph.outcome.ok']))
  expect(acknowledged.reduce((sum, each) => sum + each, 0)).toBe(12)
})

test('an attempt that fails is a span of its own, with its status', async () => {
  vendor.script.push(status(503))
  await installation.sync(shop(1))
  const attempts = exporter
    .getFinishedSpans()
    .filter(({ name }) => name.startsWith('GET'))
    .map(({ attributes }) => attributes)
  expect(attempts).toStrictEqual([
    {
      'cartograph.connection': 'shop',
      'http.request.method': 'GET',
      'url.template': '/api/v2/orders/:id',
      'http.response.status_code': 503,
      'error.type': '503',
    },
    {
      'cartograph.connection': 'shop',
      'http.request.method': 'GET',
      'url.template': '/api/v2/orders/:id',
      'http.request.resend_count': 1,
      'http.response.status_code': 200,
    },
  ])
})

test('no span holds an address, an id, or what names a person', async () => {
  await installation.sync(shop())
  await pushed()
  const told = exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, status: outcome }) =>
      JSON.stringify({ name, attributes, events, outcome }),
    )
    .join('\n')
  for (const text of ['4711', 'ada', 'example.com', vendor.host, '?'])
    expect(told).not.toContain(text)
})

test('a vendor is sent nothing of the trace, also where what sends requests would add it', async () => {
  const sent: Record<string, string>[] = []
  const lines = openLines({
    transport: (input, init) => {
      const headers: Record<string, string> = {}
      const span = trace.getTracer('instrumentation').startSpan('GET')
      // What instrumentations of `fetch` do.
      propagation.inject(trace.setSpan(context.active(), span), headers)
      span.end()
      sent.push(headers)
      return fetch(input, init)
    },
  })
  await sync(
    { ...installation.installation([shop(1)], []), lines },
    { signal: new AbortController().signal },
  )
  expect(sent).toStrictEqual([{}])
  expect(vendor.seen.map(({ headers }) => headers['traceparent'])).toStrictEqual([undefined])
})
