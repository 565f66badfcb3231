import type { Metrics } from '@cartograph/core'
import { surfaceMetrics, type FiguresDoor, type Segment } from '../analytics/index.ts'
import type { ContextOfCall } from './surface-caller.ts'

/** What surfaces ask figures of. */
export interface SurfaceFigures {
  /** The door for a caller; without nodes it is that of the whole organisation. */
  readonly figuresAt: (nodes: readonly string[]) => FiguresDoor
  /** The segments that figures can be of. */
  readonly segmentsAt: (nodes: readonly string[]) => Promise<readonly Segment[]>
}

/** Figures for a surface: a caller that is bound to nodes sees those of their stores alone. */
export function surfaceFigures(
  { figuresAt, segmentsAt }: SurfaceFigures,
  { by: { caller } }: ContextOfCall,
  signal: AbortSignal,
): Metrics {
  return surfaceMetrics(figuresAt(caller.nodes), signal, () => segmentsAt(caller.nodes))
}
