import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { push } from './index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { scriptedSink, sinkConnection, sinkDelivery } from '../testing/scripted-sink.ts'
import { laterSignal } from './called-off.ts'

test('a later signal follows the first one after its delay, with the same reason', () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const stopping = new AbortController()
  const { signal } = laterSignal(stopping.signal, 100)
  stopping.abort('told to')
  vi.advanceTimersByTime(99)
  expect(signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect([signal.aborted, signal.reason]).toStrictEqual([true, 'told to'])
})

test('a later signal that has ended follows no more', () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const stopping = new AbortController()
  const later = laterSignal(stopping.signal, 100)
  stopping.abort()
  later.end()
  vi.advanceTimersByTime(1000)
  expect(later.signal.aborted).toBe(false)
})

test('a batch that is under way when the run is told to stop is let finish, and nobody has to ask what came of it', async () => {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const shop = shopConnection(scriptedShop(4))
  await installation.sync(shop)
  const stopping = new AbortController()
  const sink = scriptedSink()
  sink.script.push(async (_items, apply) => {
    stopping.abort()
    await sleep(20)
    return apply()
  })
  const vendor = sinkConnection(sink, { maxItems: 2 })
  const { runs } = await push(installation.installation([shop, vendor], [sinkDelivery()]), {
    signal: stopping.signal,
  })
  expect(runs).toMatchObject([{ sent: 2, unknown: 0, remaining: 2 }])
  expect([sink.calls, sink.held.size]).toStrictEqual([1, 2])
})
