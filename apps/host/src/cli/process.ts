import { text } from 'node:stream/consumers'
import { runCommand } from './run.ts'
import { writeAll } from './terminal.ts'

/** How long what nobody waits for may keep a process that was told to stop. */
const lingerMs = 500

/** Everything that stops in order has stopped long before. */
const longestStopMs = 15_000

const signals = { SIGINT: 130, SIGTERM: 143 } as const

/** Runs the command line of this process, ends in order when it is told to, and sets the exit code. */
export async function runProcess(): Promise<void> {
  const { stdin, stdout, stderr } = process
  const stopping = new AbortController()
  let stoppedBy: keyof typeof signals | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second one means: at once. The store survives that as it survives a power cut.
      if (stoppedBy !== undefined) process.exit(signals[signal])
      stoppedBy = signal
      stderr.write('\nStopping in order; once more ends at once.\n')
      stopping.abort()
      // Whatever holds on to the process, a server that does not answer among it, must not do so for ever.
      setTimeout(() => process.exit(signals[signal]), longestStopMs).unref()
    })
  }
  // The writes report it themselves; without a listener it would end the process with a stack trace.
  stdout.on('error', () => {})
  stderr.on('error', () => {})
  const exitCode = await runCommand(process.argv.slice(2), {
    out: (words) => writeAll(stdout, words),
    say: (words) => {
      stderr.write(`${words}\n`)
    },
    input: () => text(stdin),
    bars: stderr.isTTY ? stderr : undefined,
    isInteractive: stdin.isTTY && stdout.isTTY,
    folder: process.cwd(),
    environment: process.env,
    signal: stopping.signal,
    // Without a listener the signal ends the process, as a closed terminal should.
    whenToReload: (listener) => {
      process.on('SIGHUP', listener)
    },
  })
  if (stoppedBy === undefined) {
    process.exitCode = exitCode
    return
  }
  stderr.write('Interrupted. What was done is saved; the next run goes on from there.\n')
  const code = signals[stoppedBy]
  process.exitCode = code
  // A call that a connector holds on to would keep the process for as long as it takes.
  setTimeout(() => process.exit(code), lingerMs).unref()
}
