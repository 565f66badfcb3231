import { faultOf } from '@cartograph/core'
import { countQuota } from '../analytics/index.ts'
import { purgeNotices, type Rest } from '../store/index.ts'
import { judgeAlerts } from './alert-rounds.ts'
import { makeDigests } from './digest-rounds.ts'
import { underLease } from './held.ts'
import { dayMs, retryAfter, type Host } from './host.ts'
import { makeReports } from './report-rounds.ts'
import { mailRequests } from './request-rounds.ts'
import { sendNotices, sendThrough } from './send-notices.ts'
import { judgeConnections } from './trouble-rounds.ts'

/** Of its wakes and its lease. */
export const noticeLease = 'notices'
const quotaName = 'quota'
/** How often alerts are judged and digests looked for. */
const restMs = 60_000
const keptMs = 90 * dayMs

/** Judges connections and alerts, makes digests and reports and sends them, one process at a time. */
export function noticeWork(host: Host): { wake(): void } {
  const { configuration, log, now, store, waits, wakes } = host
  const send = sendThrough(host)
  const under = (key: string, work: (signal: AbortSignal) => Promise<number>) =>
    underLease(host, key, async ({ signal, failures }): Promise<Rest> => {
      try {
        return { forMs: await work(signal), failures: 0 }
      } catch (error) {
        if (signal.aborted) return { forMs: 0, failures }
        log({ level: 'error', message: `The ${key} were not looked at: ${faultOf(error).message}` })
        return { forMs: retryAfter(waits, failures + 1), failures: failures + 1 }
      }
    })
  wakes.handle(noticeLease, () =>
    under(noticeLease, async (signal) => {
      await judgeConnections(host)
      await mailRequests(host)
      await judgeAlerts(host, signal)
      await makeDigests(host, signal)
      await makeReports(host, signal)
      await sendNotices(host, send, signal)
      await store.write((dialect, org) => purgeNotices(dialect, org, now() - keptMs))
      return restMs
    }),
  )
  wakes.handle(quotaName, () =>
    under(quotaName, async (signal) => {
      await countQuota({ store, configuration, now: now(), signal })
      return restMs
    }),
  )
  return {
    wake: () => {
      wakes.wake(noticeLease, noticeLease)
      if (configuration.quota !== undefined) wakes.wake(quotaName, quotaName)
    },
  }
}
