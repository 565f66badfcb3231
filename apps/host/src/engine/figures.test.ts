import { expect, onTestFinished, test } from 'vitest'
import { openMeter, type OpenMeter } from '../telemetry/index.ts'
import { noWaits, scriptedInstallation } from '../testing/scripted-installation.ts'
import { refused, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'

/** The lines of the figures that are not zero, by name and labels. */
async function figures(meter: OpenMeter): Promise<Readonly<Record<string, number>>> {
  const lines = (await meter.text()).split('\n').filter((line) => /^\w+\{.*\} [1-9]/.test(line))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  )
}

async function opened() {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const meter = openMeter({ process: false })
  return { installation, meter, engine: { meter, waits: noWaits } }
}

test('what a run reads, writes and rejects is counted, and whether it was good', async () => {
  const { installation, meter, engine } = await opened()
  const shop = scriptedShop(12)
  shop.rows.set(3, { id: 3, total: 'much' })
  await installation.sync(shopConnection(shop), { engine })
  shop.rows.delete(3)
  shop.rows.delete(4)
  await installation.sync(shopConnection(shop), { engine })
  const place = 'connection="shop",stream="orders"'
  expect(await figures(meter)).toStrictEqual({
    [`cartograph_records_read_total{${place}}`]: 22,
    [`cartograph_records_written_total{${place}}`]: 11,
    [`cartograph_records_deleted_total{${place}}`]: 2,
    [`cartograph_records_rejected_total{${place}}`]: 1,
    [`cartograph_stream_runs_total{${place},result="failed"}`]: 1,
    [`cartograph_stream_runs_total{${place},result="ok"}`]: 1,
  })
})

test('what was read before a run failed is counted', async () => {
  const { installation, meter, engine } = await opened()
  const shop = scriptedShop(12)
  shop.failures.push(undefined, refused('auth'))
  await installation.sync(shopConnection(shop), { engine })
  expect(await figures(meter)).toMatchObject({
    'cartograph_records_read_total{connection="shop",stream="orders"}': 10,
    'cartograph_stream_runs_total{connection="shop",stream="orders",result="failed"}': 1,
  })
})

test('what became of the items of a delivery is counted', async () => {
  const { installation, meter, engine } = await opened()
  const shop = shopConnection(scriptedShop(5))
  await installation.sync(shop)
  const sink = scriptedSink()
  const fault = { $fault: 'v1', kind: 'record', message: 'No such field.' } as const
  sink.script.push((items) =>
    items.map((_, index) => (index < 2 ? { status: 'failed', fault } : { status: 'ok' })),
  )
  await installation.push([shop, sinkConnection(sink)], [sinkDelivery()], engine)
  const delivery = 'delivery="orders-out"'
  expect(await figures(meter)).toStrictEqual({
    [`cartograph_delivery_items_total{${delivery},outcome="sent"}`]: 3,
    [`cartograph_delivery_items_total{${delivery},outcome="failed"}`]: 2,
    [`cartograph_delivery_runs_total{${delivery},result="failed"}`]: 1,
  })
})
