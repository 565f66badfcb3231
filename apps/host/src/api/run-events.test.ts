import { expect, test } from 'vitest'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { noWaits } from '../testing/scripted-installation.ts'
import { refused, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

interface Event {
  readonly id: string
  readonly event: string
  readonly data: { readonly read?: number; readonly ok?: boolean }
}

function eventsIn(text: string): readonly Event[] {
  return text
    .split('\n\n')
    .filter((block) => block.includes('data:'))
    .map((block) => {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2) ?? ''
      return {
        id: field('id'),
        event: field('event'),
        data: JSON.parse(field('data')) as Event['data'],
      }
    })
}

async function begin(host: ScriptedHost): Promise<string> {
  const response = await host.call('/api/connections/shop/sync', { method: 'POST' })
  return ((await response.json()) as { run: string }).run
}

const watch = (host: ScriptedHost, run: string, lastEventId?: string) =>
  host.call(`/api/runs/${run}/events`, {
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
  })

const pagedShop = () => Object.assign(scriptedShop(25), { pageSize: 5 })

test('progress comes in its order as it happens, and the report ends it', async () => {
  const host = await scriptedHost({ connections: [shopConnection(pagedShop())] })
  const response = await watch(host, await begin(host))
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const events = eventsIn(await response.text())
  const reads = events.flatMap(({ data }) => data.read ?? [])
  expect(reads).toStrictEqual(reads.toSorted((a, b) => a - b))
  expect(reads.at(-1)).toBe(25)
  expect(events.map(({ event }) => event).lastIndexOf('progress')).toBe(events.length - 2)
  expect(events.at(-1)).toMatchObject({ event: 'report', data: { ok: true } })
})

test('whoever comes back is told what came after the last event that was seen, and nothing twice', async () => {
  const host = await scriptedHost({ connections: [shopConnection(pagedShop())] })
  const run = await begin(host)
  const all = eventsIn(await (await watch(host, run)).text())
  const seen = all[1]?.id
  const rest = eventsIn(await (await watch(host, run, seen)).text())
  expect(rest).toStrictEqual(all.slice(2))
})

test('whoever has the report is told to come back no more', async () => {
  const host = await scriptedHost({ connections: [shopConnection(pagedShop())] })
  const run = await begin(host)
  const all = eventsIn(await (await watch(host, run)).text())
  expect((await watch(host, run, all.at(-1)?.id)).status).toBe(204)
})

test('a run that an earlier process ended gives its report, once', async () => {
  const options = { connections: [shopConnection(pagedShop())] }
  const before = await scriptedHost(options)
  const run = await begin(before)
  const seen = eventsIn(await (await watch(before, run)).text())
  const after = await before.restart()
  const [report, ...others] = eventsIn(await (await watch(after, run, seen[0]?.id)).text())
  expect([report, others]).toMatchObject([{ event: 'report', data: { ok: true } }, []])
  expect((await watch(after, run, report?.id)).status).toBe(204)
})

test('who watches when the host stops is let go, and finds the run again in the next process', async () => {
  const shop = pagedShop()
  shop.failures.push(undefined, refused('transient'))
  const connections = [shopConnection(shop)]
  const engine = { waits: { ...noWaits, retryMs: 600_000, longestRetryMs: 600_000 } }
  const host = await scriptedHost({ connections, engine })
  const run = await begin(host)
  const watching = (await watch(host, run)).text()
  await until(() => shop.failures.length === 0)
  await host.stop()
  const seen = eventsIn(await watching)
  expect(seen.map(({ event }) => event)).not.toContain('report')
  const next = await host.restart()
  await next.begin()
  const rest = eventsIn(await (await watch(next, run, seen.at(-1)?.id)).text())
  expect(rest.at(-1)).toMatchObject({ event: 'report', data: { ok: true } })
})

test('a run that does not exist has no events', async () => {
  const host = await scriptedHost({ connections: [shopConnection(pagedShop())] })
  expect((await watch(host, 'none')).status).toBe(404)
})
