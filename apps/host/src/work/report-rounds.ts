import { faultOf } from '@cartograph/core'
import { storeClock } from '../analytics/index.ts'
import type { ScheduledReport } from '../config/index.ts'
import { latestInstant, nextInstant } from '../queue/index.ts'
import { addNotices, hasNotice, settleNotice } from '../store/index.ts'
import type { Log } from '../telemetry/index.ts'
import { zoneOf, type NoticeInstallation } from './notice-scene.ts'
import { reportNotices, reportSource } from './report-notices.ts'
import { reportFigures } from './report-scene.ts'

/** Reports that were missed for longer than half a day nobody waits for. */
const lateMs = 43_200_000

/** The last instant at which a report was due, and undefined where none has come within the last hours. */
export function reportDue(
  { schedule }: Pick<ScheduledReport, 'schedule'>,
  { now, zone }: { readonly now: number; readonly zone: string },
): number | undefined {
  const rule = { rule: schedule, zone }
  const first = nextInstant(rule, now - lateMs)
  return first === undefined || first > now ? undefined : latestInstant(rule, first, now)
}

/** When a report is due next; undefined: never again. */
export function nextReport(
  { schedule }: Pick<ScheduledReport, 'schedule'>,
  { configuration, now }: Pick<NoticeInstallation, 'configuration' | 'now'>,
): number | undefined {
  return nextInstant({ rule: schedule, zone: zoneOf(configuration) }, now())
}

/** Failures that pass by themselves: the same is tried again with the next round. */
const passing: ReadonlySet<string> = new Set(['transient', 'rateLimit'])

/** Puts down each report whose time has come, once for that time. One that cannot be made is put down as failed, with why. */
export async function makeReports(
  installation: NoticeInstallation & { readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  const { store, configuration, now, log } = installation
  const zone = zoneOf(configuration)
  for (const report of configuration.reports?.values() ?? []) {
    const due = reportDue(report, { now: now(), zone })
    if (due === undefined) continue
    const name = { source: reportSource(report), period: new Date(due).toISOString() }
    if (await store.read((dialect, org) => hasNotice(dialect, org, name))) continue
    try {
      const { day } = storeClock(zone)(due)
      const occasion = { report, period: name.period, day }
      const notices = await reportNotices(
        installation,
        reportFigures(installation),
        occasion,
        signal,
      )
      await store.write((dialect, org) => addNotices(dialect, org, notices, now()))
    } catch (error) {
      const { kind, message } = faultOf(error)
      if (signal.aborted || passing.has(kind)) throw error
      await store.write(function* (dialect, org) {
        for (const [target, { connection, action }] of report.to.entries()) {
          const notice = { ...name, target, connection, action, input: '{}' }
          yield* addNotices(dialect, org, [notice], now())
          yield* settleNotice(dialect, org, notice, {
            state: 'failed',
            at: now(),
            problem: message,
          })
        }
      })
      log({ level: 'error', message: `The report ${report.id} could not be made: ${message}` })
    }
  }
}
