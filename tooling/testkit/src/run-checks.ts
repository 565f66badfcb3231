import type { Connector, Json } from '@cartograph/core'
import { readBaseline, type Baseline } from './baseline.ts'
import type { Check, Suite } from './check.ts'
import { checks } from './checks/index.ts'
import { newEvidence } from './evidence.ts'
import { mismatchIn, type Mismatch } from './mismatch.ts'
import type { ConformanceOptions } from './options.ts'
import type { CheckResult, ConformanceReport } from './report.ts'
import { openScene } from './scene.ts'

/** A check that hangs is cut off after this long. */
const longestCheckMs = 20_000

export function openSuite<Config, Found extends Json>(
  connector: Connector<Config, Found>,
  options: ConformanceOptions,
): Suite {
  const evidence = newEvidence()
  // The settings' type is the connector's own affair; here they come out of its own schema.
  const any = connector as unknown as Connector<unknown, Json>
  let baseline: Promise<Baseline> | undefined
  const suite: Suite = {
    connector: any,
    options,
    evidence,
    inScene: async (work, wish) => {
      const scene = await openScene(any, options, evidence, wish)
      try {
        return await work(scene)
      } finally {
        await scene.close()
      }
    },
    baseline: () => {
      baseline ??= suite.inScene((scene) => readBaseline(scene, options.streams))
      return baseline
    },
  }
  return suite
}

/** Runs one check to its result; never throws. */
export async function runCheck(suite: Suite, check: Check): Promise<CheckResult> {
  const { id, group, name } = check
  const began = performance.now()
  const result = (rest: object) => ({
    id,
    group,
    name,
    durationMs: Math.round(performance.now() - began),
    ...rest,
  })
  const exception = suite.options.except?.[id]
  if (exception !== undefined)
    return result({ status: 'notApplicable', reason: exception }) as CheckResult
  try {
    const verdict = await inTime(check.run(suite))
    return result(
      verdict !== undefined && 'notApplicable' in verdict
        ? { status: 'notApplicable', reason: verdict.notApplicable }
        : { status: 'passed', ...verdict },
    ) as CheckResult
  } catch (error) {
    return result({
      status: 'failed',
      mismatch: mismatchIn(error) ?? unexpected(error),
    }) as CheckResult
  }
}

/** Runs all checks, one after the other. */
export async function conformanceReport<Config, Found extends Json>(
  connector: Connector<Config, Found>,
  options: ConformanceOptions,
): Promise<ConformanceReport> {
  const suite = openSuite(connector, options)
  const results: CheckResult[] = []
  for (const check of checks) results.push(await runCheck(suite, check))
  return { connector: options.name ?? connector.name, results }
}

function unexpected(error: unknown): Mismatch {
  return {
    expected: 'the check to run to its end',
    happened: `something was thrown on the way: ${error instanceof Error ? error.message : String(error)}`,
    mend: 'If it came out of the connector, mend it there; if out of the simulator, there.',
  }
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`it did not end within ${longestCheckMs / 1000} s.`))
    }, longestCheckMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
