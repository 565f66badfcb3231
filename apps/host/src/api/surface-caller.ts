import type { SurfaceContext } from '@cartograph/core'
import type { ConnectionScene } from '../engine/index.ts'

/** Who calls a surface: a token of the host, or whoever its own check or its address let in. */
export type SurfaceCaller = SurfaceContext<unknown>['caller']

/** A call of a surface, as far as it matters to what its route may touch. */
export interface ContextOfCall {
  readonly scene: ConnectionScene
  /** The surface's name in its connection. */
  readonly name: string
  readonly caller: SurfaceCaller
  readonly params: SurfaceContext<unknown>['params']
}
