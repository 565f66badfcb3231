import { expect, test } from 'vitest'
import { nodeProblem } from './node-version.ts'

test.each(['v22.20.0', 'v22.21.1', 'v24.0.0', 'v100.1.0'])('%s will do', (version) => {
  expect(nodeProblem(version)).toBeUndefined()
})

test.each(['v18.19.0', 'v20.20.0', 'v22.19.9', 'v9.99.0'])(
  '%s is too old, in plain words',
  (version) => {
    expect(nodeProblem(version)).toContain(
      `Cartograph needs Node.js 22.20 or newer; this is ${version}.`,
    )
  },
)
