import { faultOf } from '@cartograph/core'
import type { Acted } from '../connections/index.ts'
import { beginNotice, openNotices, settleNotice, type Notice } from '../store/index.ts'
import { retryAfter, type Host } from './host.ts'
import { sendAction } from './send-action.ts'

type SendingHost = Pick<Host, 'store' | 'now' | 'log' | 'waits'>
export type SendNotice = (notice: Notice) => Promise<Acted>

const mostAttempts = 10

/**
 * Sends what was put down.
 *
 * That it is being sent is written before the first byte leaves. One whose end nobody saw, because the process died in the middle or the
 * answer was lost, is not sent again: whoever is told twice trusts neither.
 */
export async function sendNotices(
  host: SendingHost,
  send: SendNotice,
  signal: AbortSignal,
): Promise<void> {
  const { store, now } = host
  for (const notice of await store.read((dialect, org) => openNotices(dialect, org, now()))) {
    if (signal.aborted) return
    if (notice.state === 'sending') {
      await settle(host, notice, { state: 'unknown', problem: 'Nobody saw whether it was sent.' })
      continue
    }
    await sendNotice(host, notice, send)
  }
}

/** Sends one that is due; nothing happens where somebody else began it. */
export async function sendNotice(
  host: SendingHost,
  notice: Notice,
  send: SendNotice,
): Promise<void> {
  const isOurs = await host.store.write((dialect, org) => beginNotice(dialect, org, notice))
  if (isOurs) await settle(host, notice, await cameOf(notice, send))
}

type Came = { readonly state: 'due' | 'sent' | 'failed' | 'unknown'; readonly problem?: string }

const passing: ReadonlySet<string> = new Set(['transient', 'rateLimit'])

async function cameOf(notice: Notice, send: SendNotice): Promise<Came> {
  try {
    const { outcome, fault } = await send(notice)
    switch (outcome.status) {
      case 'ok':
      case 'pending':
        return { state: 'sent' }
      case 'unknown':
        return { state: 'unknown', problem: fault?.message ?? 'Nobody saw whether it was sent.' }
      case 'untouched':
        return { state: 'due' }
      case 'skipped':
        return { state: 'failed', problem: outcome.reason }
      case 'failed':
      default:
        return failure(outcome.fault.kind, outcome.fault.message)
    }
  } catch (error) {
    const { kind, message } = faultOf(error, notice.connection)
    return failure(kind, message)
  }
}

function failure(kind: string, problem: string): Came {
  return { state: passing.has(kind) ? 'due' : 'failed', problem }
}

async function settle(
  { store, now, log, waits }: SendingHost,
  notice: Notice,
  came: Came,
): Promise<void> {
  const attempts = notice.attempts + 1
  const state = came.state === 'due' && attempts >= mostAttempts ? 'failed' : came.state
  const { problem } = came
  await store.write((dialect, org) =>
    settleNotice(dialect, org, notice, {
      state,
      at: now(),
      dueAt: now() + (state === 'due' ? retryAfter(waits, attempts) : 0),
      ...(problem !== undefined && { problem }),
    }),
  )
  if (state === 'failed' || state === 'unknown')
    log({
      level: 'error',
      connection: notice.connection,
      message: `${notice.source} of ${notice.period} was not sent, or nobody knows: ${problem ?? ''}`,
    })
}

/** Through the action of a connection, by a key that is the same for every attempt. */
export function sendThrough(host: Parameters<typeof sendAction>[0]): SendNotice {
  return ({ connection, action, input, source, period, target }) =>
    sendAction(
      host,
      { connection, action },
      JSON.parse(input) as object,
      `${host.store.organisation}/${source}/${period}/${target}`,
    )
}
