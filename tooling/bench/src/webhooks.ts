/** How soon webhooks are answered that come at a rate, each of which is on the disk before it is. */
import { setTimeout as wait } from 'node:timers/promises'
import { tableLines, type Column } from './columns.ts'
import { connections, withWebhooks, type WebhookScene } from './webhooks-scene.ts'

export interface WebhookRun {
  /** A second, of all connections together. */
  readonly rate: number
  readonly calls: number
  /** Answered 200. */
  readonly accepted: number
  /** Rows of the inbox that the store has afterwards. */
  readonly kept: number
  /** From the first call that was due to the last answer. */
  readonly durationMs: number
  readonly medianMs: number
  /** Of a hundred calls ninety-nine took no longer, from when they were due. */
  readonly slowMs: number
  readonly longestMs: number
  /** Processor time of the host for each, until all are worked off. */
  readonly computedMs: number
}

export interface WebhookFigures {
  readonly connections: number
  /** The middle of all by the time of the slow ones. */
  readonly run: WebhookRun
  readonly times: number
}

/** Calls so many times a second for so long, `times` times. */
export async function measureWebhooks(
  rate: number,
  options: { readonly lengthMs: number; readonly times: number },
): Promise<WebhookFigures> {
  const runs: WebhookRun[] = []
  for (let time = 0; time < options.times; time += 1)
    runs.push(await withWebhooks((scene) => measured(scene, rate, options.lengthMs)))
  const run = runs.toSorted((a, b) => a.slowMs - b.slowMs)[Math.floor(runs.length / 2)]
  if (run === undefined) throw new Error('Nothing was measured.')
  return { connections, run, times: options.times }
}

async function measured(scene: WebhookScene, rate: number, lengthMs: number): Promise<WebhookRun> {
  await workedOff(scene)
  const before = { rows: scene.inboxRows(), computedMs: await scene.computedMs() }
  const { calls, accepted, endedMs, timesMs } = await scene.call(rate, lengthMs)
  const kept = scene.inboxRows() - before.rows
  await workedOff(scene)
  return {
    rate,
    calls,
    accepted,
    kept,
    durationMs: endedMs,
    medianMs: timesMs[Math.floor(calls / 2)] ?? Number.NaN,
    slowMs: timesMs[Math.ceil(calls * 0.99) - 1] ?? Number.NaN,
    longestMs: timesMs.at(-1) ?? Number.NaN,
    computedMs: ((await scene.computedMs()) - before.computedMs) / calls,
  }
}

/** Settles when every webhook that was accepted has been worked on. */
export async function workedOff(scene: WebhookScene): Promise<void> {
  while (scene.inboxRows('open') > 0) await wait(100)
}

const columns: readonly Column<WebhookRun>[] = [
  ['a second', ({ rate }) => String(rate)],
  ['calls', ({ calls }) => String(calls)],
  ['accepted', ({ accepted }) => String(accepted)],
  ['on the disk', ({ kept }) => String(kept)],
  ['median', ({ medianMs }) => `${medianMs.toFixed(1)} ms`],
  ['99 of 100', ({ slowMs }) => `${slowMs.toFixed(1)} ms`],
  ['longest', ({ longestMs }) => `${longestMs.toFixed(1)} ms`],
  ['computed for each', ({ computedMs }) => `${computedMs.toFixed(2)} ms`],
]

/** The figures as a table for people. */
export function webhooksTable({ run, times, connections: count }: WebhookFigures): string {
  return [
    `Webhooks at ${count} connections of a serving host on SQLite; the middle of ${times}:`,
    ...tableLines(columns, [run]),
  ].join('\n')
}

export function webhooksTargets({ run }: WebhookFigures) {
  const { accepted, kept, durationMs, slowMs, rate, calls } = run
  // Calls come at their rate, so no more can be accepted than that.
  const perSecond = accepted / (durationMs / 1000)
  return {
    isSame: kept === accepted,
    measured: {
      'webhooks-accepted': accepted === calls && perSecond > rate * 0.98 ? rate : perSecond,
      'webhooks-slow': slowMs,
    },
  }
}
