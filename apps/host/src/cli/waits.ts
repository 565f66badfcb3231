import { fault } from '@cartograph/core'
import * as z from 'zod'
import type { Environment } from '../config/index.ts'
import { defaultWaits, type Waits } from '../queue/index.ts'
import type { HostWaits } from '../work/index.ts'

/** Where suites that kill and pause processes say how long everything waits; nobody else sets it. */
export const waitsVariable = 'CARTOGRAPH_WAITS'

export interface GivenWaits {
  readonly host: Partial<HostWaits>
  readonly engine: Waits
}

const milliseconds = z.number().min(0)

const waits = z.strictObject({
  host: z
    .strictObject({
      tickMs: milliseconds,
      wakeMs: milliseconds,
      replaceMs: milliseconds,
      retryMs: milliseconds,
      answerMs: milliseconds,
      leaseMs: milliseconds,
      lookMs: milliseconds,
      busyMs: milliseconds,
      pollMs: milliseconds.min(500),
    })
    .partial(),
  engine: z
    .strictObject({
      retryMs: milliseconds,
      longestRetryMs: milliseconds,
      pauseMs: milliseconds,
      scale: z.number().min(0),
      sweepMs: milliseconds,
      leaseMs: milliseconds,
      watchMs: milliseconds,
      stuckMs: milliseconds,
    })
    .partial(),
})

/**
 * Waiting times of the host and of the engine, scaled down together while the protocol stays the same: JSON such as
 * `{"host":{"leaseMs":1000},"engine":{"leaseMs":1000}}`. What is not named keeps its default.
 *
 * @throws a `config` fault if the variable says something else.
 */
export function givenWaits(environment: Environment): GivenWaits {
  const text = environment[waitsVariable]
  const { host, engine } = text === undefined ? { host: {}, engine: {} } : parsed(text)
  return { host: present(host), engine: { ...defaultWaits, ...present(engine) } }
}

function parsed(text: string): z.infer<typeof waits> {
  try {
    return waits.parse(JSON.parse(text))
  } catch {
    throw fault({
      kind: 'config',
      message: `The environment variable ${waitsVariable} cannot be used.`,
      hint: 'It is for test suites: take it out of the environment.',
    })
  }
}

/** Without the names that say nothing, which would take the place of defaults. */
function present<Values extends object>(
  values: Values,
): { [Name in keyof Values]: NonNullable<Values[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]: NonNullable<Values[Name]>
  }
}
