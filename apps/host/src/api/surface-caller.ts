import type { SurfaceContext } from '@cartograph/core'
import type { ConnectionScene } from '../engine/index.ts'

/** A call of a surface, as far as it matters to what its route may touch. */
export interface ContextOfCall {
  readonly scene: ConnectionScene
  /** The surface's name in its connection. */
  readonly name: string
  readonly caller: SurfaceContext<unknown>['caller']
  readonly params: SurfaceContext<unknown>['params']
}
