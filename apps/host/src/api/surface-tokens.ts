import { fault, type Context, type Surface } from '@cartograph/core'
import { callerWith, noteUse, type Caller } from '../access/index.ts'
import { mayDo } from '../rights/index.ts'
import { goodTokens } from '../store/index.ts'
import type { Host } from '../work/index.ts'
import type { SurfaceCall, SurfaceCaller } from './surface-caller.ts'

type Authentication = Surface<unknown>['authentication']
type Accepted = Extract<Authentication, { accept: unknown }>['accept'][number]

/**
 * Who calls a surface: whom its own check lets in, whoever has a token of the host that may call surfaces, or whoever knows
 * the address. The unguessable part of the address was right by now.
 *
 * A token counts before the address, because it may be bound to nodes.
 */
export async function callerOf(
  host: Pick<Host, 'store' | 'now' | 'log'>,
  context: Context<unknown>,
  { surface, scene, name, request }: Pick<SurfaceCall, 'surface' | 'scene' | 'name' | 'request'>,
): Promise<SurfaceCaller> {
  const { authentication } = surface
  const whole = `${scene.connection.id}.${name}`
  if ('verify' in authentication) {
    await authentication.verify(context, request.clone())
    return unnamed('verified', whole, [])
  }
  const { accept, permissions } = authentication
  const tokens = await host.store.read((dialect, org) => goodTokens(dialect, org, host.now()))
  for (const form of accept) {
    const secret = form === 'path' ? undefined : secretIn(request, form)
    const caller = secret === undefined ? undefined : callerWith(secret, tokens)
    if (caller === undefined) continue
    await noteUse(host, caller)
    return allowed(caller, permissions)
  }
  if (accept.includes('path')) return unnamed('path', whole, permissions)
  throw fault({
    kind: 'auth',
    message: 'The call carries no token that is good here.',
    hint: 'Make one with `cartograph tokens issue` and the permission surfaces:call, and enter it at the vendor.',
  })
}

/** Whoever has no token of the host is known as the surface that let them in. */
function unnamed(id: string, surface: string, permissions: readonly string[]): SurfaceCaller {
  return {
    caller: { id, nodes: [], permissions },
    actor: { kind: 'token', id, name: `surface ${surface}` },
  }
}

function allowed(caller: Caller, permissions: readonly string[]): SurfaceCaller {
  if (caller.kind === 'server' && mayDo(caller.permissions, 'surfaces:call'))
    return {
      caller: { id: caller.id, nodes: caller.nodes, permissions },
      actor: { kind: 'token', id: caller.id, name: caller.name },
    }
  throw fault({
    kind: 'permission',
    message: 'This token may not call surfaces.',
    hint: 'Make one with `cartograph tokens issue` and the permission surfaces:call.',
    permission: 'surfaces:call',
  })
}

/** What a call carries in one of the forms that a surface takes. */
function secretIn(request: Request, form: Exclude<Accepted, 'path'>): string | undefined {
  if (typeof form === 'object')
    return 'header' in form
      ? (request.headers.get(form.header) ?? undefined)
      : (new URL(request.url).searchParams.get(form.query) ?? undefined)
  const [, scheme = '', value = ''] =
    /^(\S+) +(\S+)$/u.exec(request.headers.get('authorization') ?? '') ?? []
  if (scheme.toLowerCase() !== form) return undefined
  return form === 'bearer' ? value : passwordIn(value)
}

/** Of a name and a password the password; some systems have one field alone, and send it as the name. */
function passwordIn(basic: string): string | undefined {
  const text = Buffer.from(basic, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return [text.slice(colon + 1), text.slice(0, colon)].find((part) => part !== '')
}

const unnamedCallers: ReadonlySet<string> = new Set(['path', 'verified'])

/** How whoever calls is named where calls are listed: the token, or how else they were let in. */
export function callerName({ caller, actor }: SurfaceCaller): string {
  return unnamedCallers.has(caller.id) || actor.kind !== 'token' ? caller.id : actor.name
}
