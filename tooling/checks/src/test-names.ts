import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

/** What a run of the tests said about one file: the outcome by the test's name, with and without its `describe`. */
export type FileOutcomes = ReadonlyMap<string, string>

/** Outcomes of several runs together; undefined where there was none. */
export function outcomesOfRuns(
  reports: readonly string[],
  root: string,
): ReadonlyMap<string, FileOutcomes> | undefined {
  if (reports.length === 0) return undefined
  return new Map(reports.flatMap((path) => [...outcomesOf(readFileSync(path, 'utf8'), root)]))
}

/** Outcomes by file, relative to the repository, from `vitest --reporter=json`. */
export function outcomesOf(report: string, root: string): ReadonlyMap<string, FileOutcomes> {
  const { testResults } = JSON.parse(report) as {
    readonly testResults: readonly {
      readonly name: string
      readonly assertionResults: readonly {
        readonly title: string
        readonly fullName: string
        readonly status: string
      }[]
    }[]
  }
  return new Map(
    testResults.map(({ name, assertionResults }) => [
      name.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/').replace(/\/$/u, '')}/`, ''),
      new Map(
        assertionResults.flatMap(({ title, fullName, status }) => [
          [fullName, status],
          [title, status],
        ]),
      ),
    ]),
  )
}

/** The names that a test file gives its tests, as they are written: `%s` of `test.each` is not filled in. */
export function testNames(file: string, text: string): ReadonlySet<string> {
  const names = new Set<string>()
  new Visitor({
    CallExpression({ arguments: [first] }) {
      if (first?.type === 'Literal' && typeof first.value === 'string') names.add(first.value)
    },
  }).visit(parseSync(file, text).program)
  return names
}
