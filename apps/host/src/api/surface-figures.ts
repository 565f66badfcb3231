import { fault, type Metrics } from '@cartograph/core'
import { surfaceMetrics, type FiguresDoor } from '../analytics/index.ts'
import type { ContextOfCall } from './surface-caller.ts'

/** Figures for a surface. They speak of the whole organisation, so a caller that is bound to nodes is given none. */
export function surfaceFigures(
  door: FiguresDoor,
  { by: { caller }, name }: ContextOfCall,
  signal: AbortSignal,
): Metrics {
  if (caller.nodes.length === 0) return surfaceMetrics(door, signal)
  const refuse = () => {
    throw fault({
      kind: 'permission',
      message: `The surface ${name} was asked for figures, which speak of the whole organisation, and the token is bound to nodes.`,
      hint: 'Use a token that is not bound to nodes.',
    })
  }
  return { catalogue: async () => refuse(), query: refuse }
}
