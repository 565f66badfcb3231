import { expect, test } from 'vitest'
import { metricDefinitions, openMeter } from './index.ts'

test('every figure is there from the start, with what it means', async () => {
  const text = await openMeter({ process: false }).text()
  for (const [name, { help, type }] of Object.entries(metricDefinitions))
    expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`)
})

test('names and units are those that Prometheus asks for', () => {
  for (const [name, { type }] of Object.entries(metricDefinitions)) {
    expect(name).toMatch(/^cartograph(_[a-z]+)+$/)
    expect(name.endsWith('_total')).toBe(type === 'counter')
    expect(name).not.toMatch(/_(ms|milliseconds|minutes|percent|kilobytes)(_|$)/)
  }
})

test('figures add up, are set, and can be forgotten', async () => {
  const meter = openMeter({ process: false })
  meter.add('cartograph_vendor_retries_total', { connection: 'shop' })
  meter.add('cartograph_vendor_retries_total', { connection: 'shop' }, 2)
  meter.set('cartograph_delivery_behind_changes', { delivery: 'crm' }, 7)
  meter.observe('cartograph_store_commit_seconds', {}, 0.02)
  const before = await meter.text()
  expect(before).toContain('cartograph_vendor_retries_total{connection="shop"} 3')
  expect(before).toContain('cartograph_delivery_behind_changes{delivery="crm"} 7')
  expect(before).toContain('cartograph_store_commit_seconds_bucket{le="0.025"} 1')
  meter.clear('cartograph_delivery_behind_changes')
  expect(await meter.text()).not.toContain('{delivery="crm"}')
})

test('what Node tells of itself is there where it is asked for', async () => {
  const [own, other] = await Promise.all(
    [true, false].map((process) => openMeter({ process }).text()),
  )
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size_used_bytes']) {
    expect(own).toContain(name)
    expect(other).not.toContain(name)
  }
})
