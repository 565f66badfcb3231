import { fault } from '@cartograph/core'
import { isRange } from './address-rule.ts'

/** Where the operator opens ranges for every organisation of a process, and suites open this machine. */
const variable = 'CARTOGRAPH_EGRESS_PRIVATE'

/**
 * The ranges that the environment opens, divided by spaces or commas.
 *
 * @throws a `config` fault for what is no range.
 */
export function rangesOfEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const ranges = (environment[variable] ?? '').split(/[\s,]+/).filter((range) => range !== '')
  const wrong = ranges.find((range) => !isRange(range))
  if (wrong !== undefined)
    throw fault({
      kind: 'config',
      message: `The environment variable ${variable} has "${wrong}", which is no range of addresses.`,
      hint: 'Write ranges such as 10.0.0.0/8, divided by spaces.',
    })
  return ranges
}
