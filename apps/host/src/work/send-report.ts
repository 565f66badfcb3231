import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/index.ts'
import { audit } from '../access/index.ts'
import type { ScheduledReport } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { addNotices, lastNotices, type Notice } from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'
import { underLease } from './held.ts'
import { defaultHostWaits } from './host.ts'
import { organisationDay } from './notice-scene.ts'
import { noticeLease } from './notice-work.ts'
import { reportNotices, reportSource } from './report-notices.ts'
import { reportFigures } from './report-scene.ts'
import { sendNotice, sendThrough } from './send-notices.ts'

/**
 * Puts a report down for everybody whom it is for, and sends it, where nobody serves who does.
 *
 * Gives back what became of it; `due`: whoever serves sends it within a minute.
 */
export async function sendReportNow(
  installation: Installation,
  report: ScheduledReport,
  {
    actor,
    log,
    signal,
  }: { readonly actor: Actor; readonly log: Log; readonly signal: AbortSignal },
): Promise<readonly Notice[]> {
  const { store } = installation
  const asked = { ...installation, now: Date.now }
  const period = new Date().toISOString()
  const occasion = { report, period, day: organisationDay(asked) }
  const notices = await reportNotices(asked, reportFigures(asked), occasion, signal)
  await store.write(function* (dialect, org) {
    yield* addNotices(dialect, org, notices, Date.now())
    yield* audit(dialect, org, { at: Date.now(), actor, action: 'report.send', target: report.id })
  })
  const ours = async () => {
    const last = await store.read((dialect, org) =>
      lastNotices(dialect, org, reportSource(report), report.to.length),
    )
    return last.filter((notice) => notice.period === period)
  }
  const clock = engineClock(store.now)
  const host = { ...asked, clock, log, signal, waits: defaultHostWaits, owner: randomUUID() }
  const send = sendThrough({ ...host, engine: { clock, log } })
  await underLease(host, noticeLease, async () => {
    for (const notice of await ours()) await sendNotice(host, notice, send)
    return undefined
  })
  return ours()
}
