import { browserPermissions, mayDo, nodePermissions, type Permission } from '../rights/index.ts'
import type { Caller } from './caller.ts'

export interface Asked {
  readonly permission: Permission
  /** Whether the route answers as a node; another one speaks of the whole organisation, whatever permission it asks for. */
  readonly isOfNode: boolean
  /** The node that the request names. */
  readonly node: string | undefined
  /** The page that sent it, as the browser says. */
  readonly origin: string | undefined
}

export type Verdict =
  /** `node`: what it is bound to; undefined: nothing. */
  | { readonly allowed: true; readonly node: string | undefined }
  /**
   * `permission`: it was not given it. `origin`: a browser's token from a page that is not listed. `organisation`: what is asked
   * speaks of the whole organisation, and the token is bound to nodes. `node`: one that is not its own, or not there.
   * `unnamed`: it has several nodes, and the request names none.
   */
  | {
      readonly allowed: false
      readonly why: 'permission' | 'origin' | 'organisation' | 'node' | 'unnamed'
    }

/** Whether a token may do what is asked, and as which node. */
export function judge(caller: Caller, asked: Asked, existing: ReadonlySet<string>): Verdict {
  const { permission, isOfNode, node, origin } = asked
  const { kind, permissions, nodes, origins } = caller
  if (kind === 'browser' && (origin === undefined || !origins.includes(origin)))
    return { allowed: false, why: 'origin' }
  const isFit = kind === 'server' || browserPermissions.includes(permission)
  if (!isFit || !mayDo(permissions, permission)) return { allowed: false, why: 'permission' }
  if (nodes.length === 0) return { allowed: true, node }
  if (!isOfNode || !nodePermissions.includes(permission))
    return { allowed: false, why: 'organisation' }
  const [only, ...others] = nodes
  if (node === undefined && others.length > 0) return { allowed: false, why: 'unnamed' }
  const named = node ?? only ?? ''
  return nodes.includes(named) && existing.has(named)
    ? { allowed: true, node: named }
    : { allowed: false, why: 'node' }
}
