import { openLookup, refusalOf } from './open-lookup.ts'

type Dispatcher = NonNullable<RequestInit['dispatcher']>

/** One pool of connections for each set of ranges: connections of one vendor are used again by all who may make them. */
const agents = new Map<string, Promise<Dispatcher>>()

/** The platform's `fetch`, which connects to open addresses alone, redirects included. */
export function openFetch(opened: readonly string[]): typeof fetch {
  const key = opened.toSorted().join(' ')
  return async (input, init) => {
    const agent = agents.get(key) ?? openAgent(opened)
    agents.set(key, agent)
    return fetch(input, { ...init, dispatcher: await agent })
  }
}

/** Loaded with the first request, which most commands never make. */
async function openAgent(opened: readonly string[]): Promise<Dispatcher> {
  const { Agent, buildConnector } = await import('undici')
  const connect = buildConnector({ lookup: openLookup(opened) })
  const agent = new Agent({
    connect: (target, callback) => {
      const refusal = refusalOf(target.hostname, opened)
      if (refusal === undefined) connect(target, callback)
      else callback(refusal, null)
    },
  })
  // The platform's types are those of another release of the same agent.
  return agent as unknown as Dispatcher
}
