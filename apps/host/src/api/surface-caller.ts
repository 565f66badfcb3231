import type { Surface, SurfaceContext } from '@cartograph/core'
import type { Actor } from '../access/index.ts'
import type { ConnectionScene } from '../engine/index.ts'
import type { Limiter } from './rate-limit.ts'

/** Who calls a surface: a token of the host, or whoever its own check or its address let in. */
export interface SurfaceCaller {
  readonly caller: SurfaceContext<unknown>['caller']
  /** For the audit log. */
  readonly actor: Actor
}

/** A call of a surface, as far as it matters to what its route may touch. */
export interface ContextOfCall {
  readonly scene: ConnectionScene
  /** The surface's name in its connection. */
  readonly name: string
  readonly by: SurfaceCaller
  readonly params: SurfaceContext<unknown>['params']
}

/** A call of a surface as it came. */
export interface SurfaceCall {
  readonly scene: ConnectionScene
  readonly surface: Surface<unknown>
  readonly name: string
  readonly request: Request
  /** The path of the surface's address. */
  readonly prefix: string
  readonly limiter: Limiter
}
