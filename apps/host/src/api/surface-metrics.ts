import { fault, type Metrics } from '@cartograph/core'
import type { Host } from '../work/index.ts'
import type { ContextOfCall } from './surface-caller.ts'

/** Figures for a surface, of the stores that its caller may see. */
export function surfaceMetrics(_host: Host, _call: ContextOfCall): Metrics {
  return {
    catalogue: async () => {
      throw missing()
    },
    query: () => {
      throw missing()
    },
  }
}

function missing(): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: 'A surface cannot give figures (`metrics`) in this version of the host.',
    hint: 'Update @cartograph/host, or do not use this surface.',
  })
}
