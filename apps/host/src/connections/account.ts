import {
  faultOf,
  type Account,
  type CheckReport,
  type Fault,
  type JsonObject,
} from '@cartograph/core'
import type { Clock } from '../queue/index.ts'
import { keepClockOffset, readAccount, writeAccount, type Store } from '../store/index.ts'
import { connectionContext } from './context.ts'
import { runHoldMs, unknownAccount, type Line } from './line.ts'
import type { RunOptions } from './options.ts'
import { pastPassingFaults } from './passing.ts'
import { settled } from './settled.ts'

/** What the check of a connection means for a run of it. */
export interface Standing {
  /** What stops a part, or everything where the whole connection does not work. */
  readonly stopped: (part: string) => Fault | undefined
  /** What stops everything. */
  readonly fault: Fault | undefined
  /** What whoever reads the report should know: about the part, and, without one, about the connection. */
  readonly notes: (part: string | undefined) => readonly string[]
}

export interface CheckOptions {
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly engine?: RunOptions
}

/** So long a check is believed. */
const freshMs = 86_400_000

/** Takes what the store knows of the account and of the vendor's clock; true: it was checked lately. */
export async function recallAccount(store: Store, line: Line, now: number): Promise<boolean> {
  const { id, fingerprint } = line.connection
  const known = await store.read((dialect, org) => readAccount(dialect, org, id))
  if (known === undefined || known.fingerprint !== fingerprint) return false
  line.account = accountOf(known.account)
  line.clock.recall(known.clockOffsetMs)
  return now - known.checkedAt < freshMs
}

/**
 * How a connection stands: as its last check said, or, where there was none for these settings within a day, as one says now.
 *
 * What the check throws is what stops the connection.
 */
export async function standingOf(
  store: Store,
  line: Line,
  options: CheckOptions,
): Promise<Standing> {
  const { clock } = options
  if (await recallAccount(store, line, clock.now())) return works
  let report: CheckReport
  try {
    report = await pastPassingFaults(() => checkLine(line, options), {
      signal: options.signal,
      waits: options.engine?.waits,
    })
  } catch (error) {
    return stoppedBy(line, error, options.signal)
  }
  const standing = standingFrom(line, report.problems ?? [])
  const hasErrors = report.problems?.some(({ severity }) => severity === 'error') ?? false
  const { id, fingerprint } = line.connection
  await store.write((dialect, org) =>
    writeAccount(dialect, org, id, {
      fingerprint,
      account: toldOf(report),
      clockOffsetMs: line.clock.offsetMs(),
      // What does not work is checked again by the next run.
      checkedAt: hasErrors ? 0 : clock.now(),
    }),
  )
  return standing
}

/** Asks the vendor how the account is, and lets every later context of the line know. Changes nothing. */
export async function checkLine(
  line: Line,
  options: CheckOptions & { readonly isInteractive?: boolean },
): Promise<CheckReport> {
  const context = connectionContext(line, {
    ...options.engine,
    clock: options.clock,
    signal: options.signal,
    dry: true,
    isInteractive: options.isInteractive ?? false,
    ...(options.isInteractive !== true && { holdMs: runHoldMs }),
    streams: line.connection.streams ?? [],
  })
  const { connector, connectorName } = line.connection
  const report = await settled(connector.check(context), `${connectorName}: The check`, {
    signal: options.signal,
    stuckMs: options.engine?.waits?.stuckMs,
  })
  line.account = accountOf(toldOf(report))
  return report
}

/** The next process begins with what this one learnt of the vendor's clock. */
export async function keepClock(store: Store, line: Line): Promise<void> {
  const { id } = line.connection
  await store.write((dialect, org) => keepClockOffset(dialect, org, id, line.clock.offsetMs()))
}

/** The fault without anything that must never be shown. */
export function withoutSecrets(line: Line, fault: Fault): Fault {
  const { redact } = line
  const { message, hint, request, ...rest } = faultOf(fault)
  return {
    ...rest,
    message: redact(message),
    ...(hint !== undefined && { hint: redact(hint) }),
    ...(request !== undefined && { request: { ...request, route: redact(request.route) } }),
  }
}

export const works: Standing = { stopped: () => undefined, fault: undefined, notes: () => [] }

/** Nothing of the connection can be done, because of what was thrown or because the run was called off. */
export function stoppedBy(line: Line, thrown: unknown, signal: AbortSignal): Standing {
  const { id } = line.connection
  const fault: Fault = signal.aborted
    ? { $fault: 'v1', kind: 'transient', message: `${id} was interrupted while it was checked.` }
    : withoutSecrets(line, faultOf(thrown, id))
  return { ...works, fault, stopped: () => fault }
}

export type Problem = NonNullable<CheckReport['problems']>[number]

/** What problems of a connection's parts mean for a run. */
export function standingFrom(line: Line, problems: readonly Problem[]): Standing {
  const told = problems.map((problem) => ({
    ...problem,
    fault: withoutSecrets(line, problem.fault),
  }))
  const errorOf = (part: string | undefined) =>
    told.find((problem) => problem.severity === 'error' && problem.part === part)?.fault
  const whole = errorOf(undefined)
  return {
    fault: whole,
    stopped: (part) => {
      const own = errorOf(part)
      return whole ?? (own && { ...own, scope: own.scope ?? 'part' })
    },
    notes: (part) =>
      told
        .filter((problem) => problem.severity === 'warning' && problem.part === part)
        .map(({ fault: { message, hint } }) =>
          hint === undefined ? message : `${message} ${hint}`,
        ),
  }
}

/** What the check told, as data. */
function toldOf({ account }: CheckReport): JsonObject {
  return { ...account }
}

function accountOf(told: JsonObject): Account {
  const text = (name: keyof Account) => {
    const value = told[name]
    return typeof value === 'string' && value !== '' ? value : unknownAccount[name]
  }
  return { timeZone: text('timeZone'), currency: text('currency'), country: text('country') }
}
