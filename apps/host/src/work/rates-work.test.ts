import { expect, onTestFinished, test } from 'vitest'
import type { FetchFile } from '../analytics/index.ts'
import { localWakes } from '../queue/index.ts'
import { rateSpans } from '../store/index.ts'
import type { LogLine } from '../telemetry/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { shortWaits, until } from '../testing/scripted-host.ts'
import { ratesWork } from './rates-work.ts'

const file = '<Cube><Cube time="2026-11-20"><Cube currency="SEK" rate="11"/></Cube></Cube>'

/** A host that looks for rates each time that it is told to. */
async function lookingHost(rates: 'ecb' | 'none', answers: readonly (() => Response)[]) {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const given = installation.installation([], [])
  const stopping = new AbortController()
  const lines: LogLine[] = []
  const wakes = localWakes({
    signal: stopping.signal,
    onFailure: (_kind, _key, error) => {
      throw error
    },
  })
  let asked = 0
  const fetchFile: FetchFile = async () => {
    asked += 1
    return answers[Math.min(asked, answers.length) - 1]?.() ?? new Response(file)
  }
  const host = {
    configuration: { ...given.configuration, rates },
    store: given.store,
    log: (line: LogLine) => lines.push(line),
    now: () => Date.parse('2026-11-20T17:00:00Z'),
    owner: 'this',
    signal: stopping.signal,
    waits: shortWaits,
    wakes,
  }
  const rateWork = ratesWork(host, { fetch: fetchFile })
  await wakes.begin()
  const look = async () => {
    rateWork.wake()
    await wakes.idle()
  }
  return { look, lines, asked: () => asked, store: given.store }
}

test('rates are fetched where the configuration says so, and then rest', async () => {
  const host = await lookingHost('ecb', [])
  await host.look()
  await host.look()
  expect(host.asked()).toBe(1)
  expect(await host.store.read(rateSpans)).toMatchObject([{ currency: 'SEK', days: 1 }])
})

test('a bank that fails is told of and asked again', async () => {
  const host = await lookingHost('ecb', [
    () => new Response('', { status: 503 }),
    () => new Response(file),
  ])
  await until(async () => {
    await host.look()
    return (await host.store.read(rateSpans)).length > 0
  })
  expect(host.asked()).toBe(2)
  expect(host.lines.map(({ level, message }) => [level, message])).toStrictEqual([
    ['warn', 'The European Central Bank answered 503 for eurofxref-hist.xml.'],
  ])
})

test('nobody is asked where the configuration does not say so', async () => {
  const host = await lookingHost('none', [])
  await host.look()
  expect(host.asked()).toBe(0)
})
