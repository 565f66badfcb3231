import type { Connector, Context, Fetch, Files, Json } from '@cartograph/core'
import type { Evidence } from './evidence.ts'
import { unwatched, watched } from './guard.ts'

/** The host's context, as a connector under watch is given it. */
export function watchedContext(
  context: Context<unknown>,
  evidence: Evidence,
  hosts: readonly string[],
): Context<unknown> {
  const { files, connect, memo, log } = context
  const say =
    (level: keyof typeof log) => (message: string, fields?: Parameters<typeof log.info>[1]) => {
      evidence.said.push({
        where: 'a log entry',
        text: `${message} ${JSON.stringify(fields ?? {})}`,
      })
      unwatched(() => log[level](message, fields))
    }
  return {
    ...context,
    fetch: watchedFetch(context.fetch, evidence, hosts),
    memo: (key, freshMs, load) =>
      unwatched(() => memo(key, freshMs, () => watched(evidence.trespasses, load))),
    now: () => unwatched(context.now),
    log: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    ...(files !== undefined && { files: unwatchedFiles(files) }),
    ...(connect !== undefined && {
      connect: (to) => {
        const host = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`
        evidence.asked.push({ host, isDeclared: hosts.includes(host) })
        return unwatched(() => connect(to))
      },
    }),
  }
}

function watchedFetch(fetch: Fetch, evidence: Evidence, hosts: readonly string[]): Fetch {
  return Object.assign(
    (input: string | URL | Request, init?: RequestInit) => {
      const host = URL.parse(input instanceof Request ? input.url : String(input))?.host ?? ''
      evidence.asked.push({ host, isDeclared: hosts.includes(host) })
      return unwatched(() => fetch(input, init))
    },
    {
      with: (options: Parameters<Fetch['with']>[0]) =>
        watchedFetch(fetch.with(options), evidence, hosts),
    },
  )
}

/** The host's own work on files is not the connector's. */
function unwatchedFiles(files: Files): Files {
  return {
    list: (pattern) => unwatchedWalk(files.list(pattern)),
    read: (...path) => unwatched(() => files.read(...path)),
    write: (path) => unwatched(() => files.write(path)),
    append: (...piece) => unwatched(() => files.append(...piece)),
    remove: (path) => unwatched(() => files.remove(path)),
  }
}

async function* unwatchedWalk<Each>(walk: AsyncIterable<Each>): AsyncGenerator<Each> {
  const steps = walk[Symbol.asyncIterator]()
  try {
    for (;;) {
      const step = await unwatched(() => steps.next())
      if (step.done === true) return
      yield step.value
    }
  } finally {
    await steps.return?.()
  }
}

/** What the host calls of a connector by itself, under watch as well. */
export function watchedConnector(
  connector: Connector<unknown, Json>,
  evidence: Evidence,
): Connector<unknown, Json> {
  return {
    ...connector,
    ...(connector.sign !== undefined && {
      sign: (request, context) =>
        watched(evidence.trespasses, () => connector.sign?.(request, context) ?? request),
    }),
    ...(connector.retryAfter !== undefined && {
      retryAfter: (response, now) =>
        watched(evidence.trespasses, () => connector.retryAfter?.(response, now)),
    }),
  }
}
