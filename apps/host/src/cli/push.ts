import { push, type DeliveryRun, type PushReport } from '../delivery/index.ts'
import { byHand } from '../work/index.ts'
import { faultText } from './fault-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { progressBars } from './progress.ts'
import { count, duration, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { givenWaits } from './waits.ts'

export interface PushCommandOptions extends CommonOptions {
  readonly acceptDeletes?: boolean
}

/** `cartograph push [deliveries…]`: sends what changed in the store to the sinks. */
export function pushCommand(
  terminal: Terminal,
  deliveries: readonly string[],
  options: PushCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const bars = progressBars(terminal.bars)
    let report: PushReport
    const waits = givenWaits(terminal.environment)
    const alone = byHand(installation, terminal.signal, waits.host)
    try {
      report = await push(installation, {
        signal: terminal.signal,
        ...(alone !== undefined && { alone }),
        ...(deliveries.length > 0 && { deliveries }),
        acceptDeletes: options.acceptDeletes ?? false,
        onProgress: ({ delivery, changes }) => {
          bars.show({ name: delivery, done: changes })
        },
        engine: {
          waits: waits.engine,
          log: ({ level, connection, message }) => {
            if (level === 'warn' || level === 'error') terminal.say(`${connection}: ${message}`)
          },
        },
      })
    } finally {
      bars.stop()
    }
    // Who stopped the run needs no list of what it left undone.
    if (!terminal.signal.aborted) for (const line of pushMessages(report)) terminal.say(line)
    await terminal.out(options.json === true ? `${JSON.stringify(report)}\n` : pushText(report))
    return report.ok ? 0 : 1
  })
}

const columns: readonly Column<DeliveryRun>[] = [
  { heading: 'delivery', align: 'left', cell: (run) => run.delivery },
  { heading: 'changes', align: 'right', cell: (run) => count(run.changes) },
  { heading: 'sent', align: 'right', cell: (run) => count(run.sent) },
  { heading: 'unchanged', align: 'right', cell: (run) => count(run.unchanged) },
  { heading: 'deleted', align: 'right', cell: (run) => count(run.deleted) },
  { heading: 'skipped', align: 'right', cell: (run) => count(run.skipped) },
  { heading: 'failed', align: 'right', cell: (run) => count(run.failed) },
  { heading: 'unknown', align: 'right', cell: (run) => count(run.unknown) },
  { heading: 'waiting', align: 'right', cell: (run) => count(run.remaining) },
  { heading: 'time', align: 'right', cell: (run) => duration(run.durationMs) },
]

export function pushText({ runs }: PushReport): string {
  return runs.length === 0 ? 'There is nothing to deliver.\n' : `${table(columns, runs)}\n`
}

/** What a person should know beside the counts. */
export function pushMessages({ runs }: PushReport): readonly string[] {
  const messages = runs.flatMap((run) => {
    const found = run.fault === undefined ? [] : [faultText(run.fault, run.delivery)]
    const failed =
      run.failed === 0
        ? []
        : [`${run.delivery}: ${count(run.failed)} failed; \`cartograph status\` shows why.`]
    const made =
      run.served?.state === 'made'
        ? [
            `${run.delivery}: a new version of ${count(run.served.items)} items, ${count(run.served.bytes)} bytes.`,
          ]
        : []
    return [...run.notes.map((note) => `${run.delivery}: ${note}`), ...made, ...failed, ...found]
  })
  const stopped = runs.filter((run) => run.fault !== undefined).length
  return stopped === 0 ? messages : [...messages, `${stopped} of ${runs.length} deliveries failed.`]
}
