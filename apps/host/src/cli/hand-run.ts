import type { Installation, RunOptions } from '../connections/index.ts'
import type { Alone } from '../queue/index.ts'
import { byHand, mappingRates } from '../work/index.ts'
import { progressBars, type Step } from './progress.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { givenWaits } from './waits.ts'

/** What a run that a command asks for is given. */
export interface HandRun {
  readonly signal: AbortSignal
  readonly alone?: Alone
  readonly engine: RunOptions
  readonly show: (step: Step) => void
}

/**
 * Runs what hosts do by themselves, because a person asks for it: bars where somebody watches, warnings said, and other processes
 * of the same store kept from the same work. Then tells what came of it.
 */
export async function runByHand<Report extends { readonly ok: boolean }>(
  terminal: Terminal,
  installation: Installation,
  run: (given: HandRun) => Promise<Report>,
  told: {
    readonly messages: (report: Report) => readonly string[]
    readonly text: (report: Report) => string
    readonly json: boolean | undefined
  },
): Promise<ExitCode> {
  const bars = progressBars(terminal.bars)
  const waits = givenWaits(terminal.environment)
  const alone = byHand(installation, terminal.signal, waits.host)
  const exchange = mappingRates(installation)
  await exchange.refresh()
  let report: Report
  try {
    report = await run({
      signal: terminal.signal,
      ...(alone !== undefined && { alone }),
      engine: {
        ...exchange.engine,
        waits: waits.engine,
        log: ({ level, connection, message }) => {
          if (level === 'warn' || level === 'error') terminal.say(`${connection}: ${message}`)
        },
      },
      show: (step) => bars.show(step),
    })
  } finally {
    bars.stop()
  }
  // Who stopped the run needs no list of what it left undone.
  if (!terminal.signal.aborted) for (const line of told.messages(report)) terminal.say(line)
  await terminal.out(told.json === true ? `${JSON.stringify(report)}\n` : told.text(report))
  return report.ok ? 0 : 1
}
