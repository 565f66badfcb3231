import type { Connector, Json } from '@cartograph/core'
import { afterAll, describe, expect, test } from 'vitest'
import type { Suite } from './check.ts'
import { checks } from './checks/index.ts'
import { snapshotTest, snapshotVariable, writeSnapshot } from './compatibility/write-snapshot.ts'
import type { ConformanceOptions } from './options.ts'
import { groups, reportText, type CheckResult, type ConformanceReport } from './report.ts'
import { openSuite, runCheck } from './run-checks.ts'

/** More than any check takes; what hangs is cut off before. */
const testTimeoutMs = 30_000

/**
 * Registers the conformance suite of a connector as tests, one a check, and prints a table of them at the end.
 *
 * It runs offline. A check that has nothing to say about the connector passes, and the table gives the reason.
 *
 * @returns the report, which is filled while the tests run.
 */
export function conformance<Config, Found extends Json>(
  connector: Connector<Config, Found>,
  options: ConformanceOptions,
): ConformanceReport {
  const suite = openSuite(connector, options)
  const results: CheckResult[] = []
  const report: ConformanceReport = { connector: options.name ?? connector.name, results }
  if (process.env[snapshotVariable] === undefined) registerChecks(suite, report, results)
  else registerSnapshot(suite, report)
  return report
}

function registerChecks(suite: Suite, report: ConformanceReport, results: CheckResult[]): void {
  describe(`conformance of ${report.connector}`, () => {
    for (const group of groups)
      describe(`${group} checks`, () => {
        for (const check of checks.filter((one) => one.group === group))
          test(
            `${check.id}: ${check.name}`,
            async () => {
              const result = await runCheck(suite, check)
              results.push(result)
              if (result.status !== 'failed') return
              const { expected, happened, mend } = result.mismatch
              expect.fail(`\nExpected: ${expected}\nHappened: ${happened}\nMend it: ${mend}`)
            },
            testTimeoutMs,
          )
      })
    afterAll(() => {
      process.stdout.write(`\n${reportText(report)}\n`)
    })
  })
}

function registerSnapshot(suite: Suite, { connector }: ConformanceReport): void {
  test(
    `${connector} ${snapshotTest}`,
    async () => {
      await expect(writeSnapshot(suite)).resolves.toMatch(/^\d/)
    },
    testTimeoutMs,
  )
}
