import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { report } from './problem.ts'
import { scopeProblems } from './scope-rules.ts'
import { scopeIds } from './scope-table.ts'
import { outcomesOf } from './test-names.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { values } = parseArgs({ options: { report: { type: 'string' } } })
const outcomes =
  values.report === undefined ? undefined : outcomesOf(readFileSync(values.report, 'utf8'), root)
report(
  'scope',
  scopeProblems(root, outcomes),
  `${scopeIds.length} rows${outcomes === undefined ? ', no report of a test run' : ''}`,
)
