import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { report } from './problem.ts'
import { outcomesOfRuns } from './test-names.ts'
import { threatProblems } from './threat-rules.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { values } = parseArgs({
  options: { report: { type: 'string', multiple: true, default: [] } },
})
const outcomes = outcomesOfRuns(values.report, root)
report(
  'threats',
  threatProblems(root, readFileSync(join(root, 'SECURITY.md'), 'utf8'), outcomes),
  outcomes === undefined ? 'no report of a test run' : 'with a report of a test run',
)
