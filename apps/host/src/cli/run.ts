import { CommanderError } from 'commander'
import { buildProgram } from './program/index.ts'
import { isBrokenPipe, type ExitCode, type Terminal } from './terminal.ts'

/** What a shell reports for a program whose reader has gone. */
const brokenPipe = 141

/** Runs one command line and gives back its exit code. Nothing is thrown. */
export async function runCommand(
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitCode | typeof brokenPipe> {
  let code: ExitCode = 0
  const program = buildProgram(terminal, (result) => {
    code = result
  })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (isBrokenPipe(error)) return brokenPipe
    return explain(error, words.includes('--json'), terminal)
  }
}

async function explain(error: unknown, json: boolean, terminal: Terminal): Promise<ExitCode> {
  // Most of the command stands behind these, and help needs none of it.
  const { faultOf, isFault } = await import('@cartograph/core')
  const { faultText } = await import('./fault-text.ts')
  const fault = faultOf(error)
  terminal.say(faultText(fault))
  if (terminal.environment['CARTOGRAPH_DEBUG'] !== undefined && error instanceof Error)
    terminal.say(String(error.stack))
  else if (!isFault(error))
    terminal.say('Set CARTOGRAPH_DEBUG=1 and run it again to see where in the code it happened.')
  if (json) await answer(`${JSON.stringify({ ok: false, fault })}\n`, terminal)
  return fault.kind === 'config' ? 2 : 1
}

async function answer(text: string, terminal: Terminal): Promise<void> {
  try {
    await terminal.out(text)
  } catch {
    // Whoever asked for the object has gone; the exit code still tells.
  }
}
