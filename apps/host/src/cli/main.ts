#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { compiledFolder } from './compiled-folder.ts'
import { nodeProblem } from './node-version.ts'

// Everything else is loaded only after this: an old Node would stop at its syntax, with a message nobody understands.
const problem = nodeProblem(process.version)
if (problem === undefined) {
  // Code is compiled once, and not at each start. Where the folder cannot be written, at each start after all.
  const { enableCompileCache } = await import('node:module')
  const compiled = compiledFolder(process.env)
  if (compiled !== undefined) enableCompileCache(compiled)
  // What lives is small whatever is read, so the heap need not grow to several times its size before it is cleaned.
  setFlagsFromString('--heap-growing-percent=45')
  // The platform's fetch reads HTTP with WebAssembly. To optimise that takes 25 MB, at a moment that comes late in a long run, and
  // reading headers is nothing beside what is done with the bodies.
  setFlagsFromString('--no-wasm-tier-up')
  setFlagsFromString('--no-wasm-dynamic-tiering')
  const { runProcess } = await import('./process.ts')
  await runProcess()
} else {
  process.stderr.write(problem)
  process.exitCode = 2
}
