import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault, faultOf, type Action, type Fault, type Outcome } from '@cartograph/core'
import {
  actOnce,
  checkInput,
  connectionNamed,
  openConnection,
  type Installation,
  type Line,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { faultText } from './fault-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface ActCommandOptions extends CommonOptions {
  /** A JSON file. */
  readonly input: string
  /** The same for a repeat of the same wish. Default: a new one. */
  readonly key?: string
  readonly dryRun?: boolean
}

interface ActReport {
  readonly action: string
  readonly key: string
  /** 'dry': the input fits, and nothing was done. */
  readonly status: Outcome['status'] | 'dry'
  readonly reason?: string
  readonly fault?: Fault
}

/** `cartograph act <connection>.<action>`: runs one action of a connection by hand, once, and says what came of it. */
export function actCommand(
  terminal: Terminal,
  action: string,
  options: ActCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const report = await act(terminal, installation, action, options)
    const ok = report.status === 'ok' || report.status === 'dry' || report.status === 'pending'
    if (report.fault !== undefined) terminal.say(faultText(report.fault, action))
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok, ...report })}\n` : actText(report),
    )
    return ok ? 0 : 1
  })
}

async function act(
  terminal: Terminal,
  installation: Installation,
  action: string,
  { input: file, key = randomUUID(), dryRun = false }: ActCommandOptions,
): Promise<ActReport> {
  try {
    const { line, part } = await openAction(terminal, installation, action)
    const input = await readInput(resolve(terminal.folder, file))
    await checkInput(part, input)
    if (dryRun) return { action, key, status: 'dry' }
    const { outcome, fault: found } = await actOnce(line, part, input, {
      clock: engineClock(installation.store.now),
      signal: terminal.signal,
      idempotencyKey: key,
    })
    const why = outcome.status === 'failed' ? outcome.fault : found
    return {
      action,
      key,
      status: outcome.status,
      ...(outcome.status === 'skipped' && { reason: outcome.reason }),
      ...(why !== undefined && { fault: faultOf(why) }),
    }
  } catch (error) {
    return { action, key, status: 'failed', fault: faultOf(error, action) }
  }
}

async function openAction(
  { signal }: Terminal,
  { configuration, store, lines }: Installation,
  action: string,
): Promise<{ readonly line: Line; readonly part: Action<unknown> }> {
  const dot = action.indexOf('.')
  const [id, name] = dot === -1 ? [action, ''] : [action.slice(0, dot), action.slice(dot + 1)]
  const line = lines.of(connectionNamed(configuration, id))
  const { parts, standing } = await openConnection(store, line, {
    side: 'actions',
    signal,
    clock: engineClock(store.now),
  })
  const part = parts.actions?.[name]
  if (part === undefined)
    throw fault({
      kind: 'config',
      message: `${id} has no action ${name === '' ? 'without a name' : name}.`,
      hint: `It has: ${
        Object.keys(parts.actions ?? {})
          .map((known) => `${id}.${known}`)
          .join(', ') || 'none'
      }.`,
    })
  const stopped = standing.stopped(`actions.${name}`)
  if (stopped !== undefined) throw fault(stopped)
  return { line, part }
}

async function readInput(file: string): Promise<object> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fault({ kind: 'config', message: `${file} cannot be read.` }, error)
  })
  try {
    const input = JSON.parse(text) as unknown
    if (typeof input === 'object' && input !== null) return input
  } catch (error) {
    throw fault({ kind: 'config', message: `${file} is not JSON.` }, error)
  }
  throw fault({ kind: 'config', message: `${file} holds no JSON object.` })
}

function actText({ action, key, status, reason }: ActReport): string {
  const words: Readonly<Record<ActReport['status'], string>> = {
    ok: 'done.',
    dry: 'the input fits. Nothing was done.',
    pending: 'taken; the vendor works on it.',
    skipped: `not done: ${reason ?? ''}`,
    failed: 'not done.',
    untouched: 'not done yet: the vendor asks to wait.',
    unknown: `nobody saw whether it was done. Where the vendor looks at keys, --key ${key} repeats it without harm.`,
  }
  return `${action}: ${words[status]}\n`
}
