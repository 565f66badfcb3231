import { isFault, type Entry, type Json } from '@cartograph/core'
import { simulatedTill, type SimulatedTill, type TillOptions } from '@cartograph/simulators/sitoo'
import type { Settings } from '../settings.ts'
import type { TillContext } from '../till/caller-context.ts'
import { surfacesOf } from '../till/surfaces.ts'
import { testContext, testSettings } from './context.ts'
import { tillStore, type TillRows, type TillStore } from './till-store.ts'

interface TillBench {
  readonly till: SimulatedTill
  readonly store: TillStore
  /** The names of all locks that were taken. */
  readonly locks: readonly string[]
}

/** A till that calls a surface of the connector, whose store is in memory; transactions with a lock in common take turns. */
export function tillAt(
  rows: TillRows = {},
  settings: Settings['till'] = {},
  options: Partial<TillOptions> & { readonly unknown?: Settings['unknown'] } = {},
): TillBench {
  const { form = 1, unknown, ...wish } = options
  const config: Settings = {
    ...testSettings,
    till: { country: 'SE', ...settings },
    ...(unknown !== undefined && { unknown }),
  }
  const surface = surfacesOf(config)[form === 1 ? 'till' : 'customers']
  if (surface === undefined) throw new Error('There is no such surface.')
  const store = tillStore(rows)
  const locks: string[] = []
  let turn: Promise<unknown> = Promise.resolve()
  const contextOf = (params: Readonly<Record<string, string>>): TillContext => ({
    ...testContext(config, { now: () => Date.parse('2026-11-25T12:00:00Z') }),
    caller: { id: 'till', nodes: [], permissions: [] },
    params,
    find: store.find,
    metrics: { catalogue: async () => [], query: async function* () {} },
    transact: async (wanted, work) => {
      locks.push(...wanted.locks)
      const mine = turn.then(async () => {
        const put: Entry[] = []
        const { commit, answer } = await work({
          find: store.find,
          get: async (stream, key) =>
            stream === 'contacts'
              ? store.contacts.get(key.join('/'))
              : store.redemptions.get(key.join('/')),
          put: (entry) => put.push(entry),
        })
        if (commit) await store.write(put)
        // An answer is kept as JSON.
        return JSON.parse(JSON.stringify(answer)) as Json
      })
      turn = mine.catch(() => undefined)
      return (await mine) as never
    },
  })
  const send = async (request: Request): Promise<Response> => {
    try {
      const { routes } = surface
      const { pathname } = new URL(request.url)
      for (const [name, route] of Object.entries(routes)) {
        const [method, path = ''] = name.split(' ', 2)
        const params = method === request.method ? paramsOf(path, pathname) : undefined
        if (params !== undefined) return await route(contextOf(params), request)
      }
      return new Response(null, { status: 404 })
    } catch (error) {
      if (isFault(error) && surface.onError !== undefined) return surface.onError(error)
      throw error
    }
  }
  const till = simulatedTill({
    crmUrl: 'https://cartograph.example',
    token: 'a-token-of-the-host',
    ...wish,
    form,
    send,
  })
  return { till, store, locks }
}

function paramsOf(path: string, asked: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [path.split('/'), asked.split('/')]
  if (wanted.length !== given.length) return undefined
  const pairs = wanted.map((part, index) => [part, given[index] ?? ''] as const)
  if (pairs.some(([part, own]) => !part.startsWith(':') && part !== own)) return undefined
  return Object.fromEntries(
    pairs.flatMap(([part, own]) =>
      part.startsWith(':') ? [[part.slice(1), decodeURIComponent(own)]] : [],
    ),
  )
}
