import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { report } from './problem.ts'
import { scopeProblems } from './scope-rules.ts'
import { scopeIds } from './scope-table.ts'
import { outcomesOfRuns } from './test-names.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { values } = parseArgs({
  options: { report: { type: 'string', multiple: true, default: [] } },
})
const outcomes = outcomesOfRuns(values.report, root)
report(
  'scope',
  scopeProblems(root, outcomes),
  `${scopeIds.length} rows${outcomes === undefined ? ', no report of a test run' : ''}`,
)
