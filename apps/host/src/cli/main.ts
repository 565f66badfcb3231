#!/usr/bin/env node
import { nodeProblem } from './node-version.ts'

// Everything else is loaded only after this: an old Node would stop at its syntax, with a message nobody understands.
const problem = nodeProblem(process.version)
if (problem === undefined) {
  const { runProcess } = await import('./process.ts')
  await runProcess()
} else {
  process.stderr.write(problem)
  process.exitCode = 2
}
