import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { fault, type Context } from '@cartograph/core'
import type { Permit } from './budget-queue.ts'
import type { Target } from './dial.ts'
import type { Line } from './line.ts'
import { networkFailure, timedOut, type NetworkFailure } from './network-failure.ts'
import type { ContextOptions } from './options.ts'

type Connect = NonNullable<Context<unknown>['connect']>

/** How long a server may take to accept a connection, its TLS included. */
const connectTimeoutMs = 15_000
/** A connection on which nothing moves for that long is cut; others may be slow to answer, and say so themselves. */
const idleTimeoutMs = 120_000

/**
 * Connections to servers that speak something else than HTTP: only to the hosts that the connector declares, each as
 * `host:port`, within its budgets, cut when the call is called off. What goes over them is never recorded.
 *
 * For limits a connection is one request, `CONNECT tcp://host:port` or `CONNECT tls://host:port`, until it is closed.
 */
export function brokerSockets(line: Line, options: ContextOptions): Connect {
  const { connector, config } = line.connection
  const declared = connector.hosts(config)
  return async (to) => {
    const address = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`
    if (!declared.includes(address))
      throw fault({
        kind: 'contract',
        message: `${connector.name} asked for a connection to ${address}, which it does not declare.`,
        request: { method: 'CONNECT', route: address },
      })
    const permit = await turn(line, options, to, address)
    const socket = await opened(line, options, { to, address, permit })
    // Whoever holds an open connection may have done something at the other end.
    if (options.effects !== undefined && !options.dry) options.effects.acted += 1
    watch(socket, options.signal, permit)
    // A socket's stream gives bytes, which the types of Node do not say.
    const { readable, writable } = Duplex.toWeb(socket)
    return { readable: readable as ReadableStream<Uint8Array>, writable }
  }
}

async function turn(
  line: Line,
  options: ContextOptions,
  { host, port, tls }: Target,
  address: string,
): Promise<Permit> {
  const url = `${tls ? 'tls' : 'tcp'}://${host}:${port}`
  const permit = await line.acquire({
    budgets: line.budgetsOf({ method: 'CONNECT', url }),
    isInteractive: options.isInteractive ?? false,
    isNested: false,
    signal: options.signal,
    longestMs: options.holdMs ?? line.settings.holdMs,
  })
  if ('tooLongMs' in permit) {
    refuse(options)
    throw fault({
      kind: 'rateLimit',
      message: `${line.connection.connector.name} takes no more connections for now; the next fits in ${Math.ceil(permit.tooLongMs / 1000)} s.`,
      retryAfterMs: Math.ceil(permit.tooLongMs),
      request: { method: 'CONNECT', route: address },
    })
  }
  if (options.tally) options.tally.requests += 1
  return permit
}

async function opened(
  line: Line,
  options: ContextOptions,
  {
    to,
    address,
    permit,
  }: { readonly to: Target; readonly address: string; readonly permit: Permit },
): Promise<Socket> {
  const { timer } = line.settings
  const timeout = new AbortController()
  const callOff = timer.later(connectTimeoutMs, () => timeout.abort())
  try {
    return await line.dial(to, AbortSignal.any([options.signal, timeout.signal]))
  } catch (error) {
    refuse(options)
    const failure = timeout.signal.aborted
      ? timedOut(connectTimeoutMs, error)
      : networkFailure(error)
    const isOff = options.signal.aborted
    permit.settle({ verdict: isOff ? 'none' : failure.isTimeout ? 'overloaded' : 'failed' })
    options.signal.throwIfAborted()
    throw fault(
      { ...explained(failure, address), request: { method: 'CONNECT', route: address } },
      failure.cause,
    )
  } finally {
    callOff()
  }
}

/** The words for requests speak of https where a server without TLS is asked for it. */
function explained(
  failure: NetworkFailure,
  address: string,
): ReturnType<NetworkFailure['explain']> {
  const found = failure.explain(address)
  if (!found.message.endsWith('does not speak TLS there.')) return found
  return {
    ...found,
    hint: 'Connect without TLS at first, which a server may turn on later (STARTTLS), or write the port that speaks TLS from the first byte.',
  }
}

function refuse({ effects, dry }: ContextOptions): void {
  if (effects !== undefined && !dry) effects.refused += 1
}

/** Cuts the connection with its call and when nothing moves, and gives its place back when it is closed. */
function watch(socket: Socket, signal: AbortSignal, permit: Permit): void {
  let verdict: 'good' | 'failed' | 'overloaded' = 'good'
  const cut = () => socket.destroy(signal.reason as Error)
  signal.addEventListener('abort', cut, { once: true })
  socket.setTimeout(idleTimeoutMs, () => {
    verdict = 'overloaded'
    socket.destroy(Object.assign(new Error('Nothing moved on it.'), { code: 'ETIMEDOUT' }))
  })
  socket.on('error', () => {
    if (verdict === 'good') verdict = 'failed'
  })
  socket.once('close', () => {
    signal.removeEventListener('abort', cut)
    permit.settle({ verdict: signal.aborted ? 'none' : verdict })
  })
}
