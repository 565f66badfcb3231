import { faultOf } from '@cartograph/core'
import {
  alertSaying,
  judgeAlert,
  measureAlert,
  sentenceOf,
  type JudgedAlert,
  type MeasuredAlert,
} from '../analytics/index.ts'
import type { Alert, NoticeTarget } from '../config/index.ts'
import { addNotices, readAlertStates, writeAlertState, type AlertState } from '../store/index.ts'
import {
  allNotices,
  noticeFigures,
  organisationDay,
  type NoticeInstallation,
} from './notice-scene.ts'
import { filledIn } from './filled-in.ts'

export interface TriedAlert {
  readonly measured: MeasuredAlert
  readonly judged: JudgedAlert
  /** What it would say. */
  readonly text: string
}

/** Judges an alert as if it had never fired, without telling anybody. */
export async function tryAlert(
  installation: NoticeInstallation,
  alert: Alert,
  signal: AbortSignal,
): Promise<TriedAlert> {
  return judged(installation, alert, undefined, signal)
}

async function judged(
  installation: NoticeInstallation,
  alert: Alert,
  before: AlertState | undefined,
  signal: AbortSignal,
): Promise<TriedAlert> {
  const { configuration, now } = installation
  const measured = await measureAlert(noticeFigures(installation), alert, {
    today: organisationDay(installation),
    currency: configuration.currency,
    signal,
  })
  const verdict = judgeAlert(
    alert,
    measured,
    { isFiring: before?.isFiring ?? false, toldAt: before?.toldAt },
    { now: now(), minorDigits: measured.minorDigits },
  )
  const language = alert.language ?? configuration.insights?.language ?? 'en'
  return {
    measured,
    judged: verdict,
    text: sentenceOf(alertSaying(alert, measured, verdict), language),
  }
}

/** Judges every alert; what one says is put down to be sent in the transaction that remembers that it was told. */
export async function judgeAlerts(
  installation: NoticeInstallation,
  signal: AbortSignal,
): Promise<void> {
  const { store, now } = installation
  const { alerts } = await allNotices(installation)
  const states = await store.read(readAlertStates)
  for (const alert of alerts.values()) {
    signal.throwIfAborted()
    const before = states.get(alert.id)
    try {
      const { judged: verdict, text } = await judged(installation, alert, before, signal)
      await store.write(function* (dialect, org) {
        if (verdict.tells) {
          const source = `alert/${alert.id}`
          yield* addNotices(
            dialect,
            org,
            noticesOf(source, String(now()), alert.to, { subject: text, text }),
            now(),
          )
        }
        yield* writeAlertState(dialect, org, {
          alert: alert.id,
          isFiring: verdict.isFiring,
          toldAt: verdict.toldAt,
          judgedAt: now(),
          value: verdict.measured,
          problem: undefined,
        })
      })
    } catch (error) {
      if (signal.aborted) throw error
      await store.write((dialect, org) =>
        writeAlertState(dialect, org, {
          alert: alert.id,
          isFiring: before?.isFiring ?? false,
          toldAt: before?.toldAt,
          judgedAt: now(),
          value: before?.value,
          problem: faultOf(error).message,
        }),
      )
    }
  }
}

/** One notice for each place that it goes to. */
export function noticesOf(
  source: string,
  period: string,
  targets: readonly NoticeTarget[],
  words: { readonly subject: string; readonly text: string },
) {
  return targets.map(({ connection, action, input }, target) => ({
    source,
    period,
    target,
    connection,
    action,
    input: JSON.stringify(filledIn(input, words)),
  }))
}
