import { tokenHash } from '../rights/index.ts'
import type { OrganisationWay } from '../store/index.ts'

/** What a request says about the organisation that it is for. */
export type WayOfRequest =
  | OrganisationWay
  | { readonly kind: 'named'; readonly id: string }
  | undefined

const doors: ReadonlySet<string> = new Set(['auth', 'invitations', 'setup'])
const addressed: ReadonlySet<string> = new Set(['hooks', 'surfaces', 'served'])

/**
 * How the organisation of a request is found: by the token that it presents, by the unguessable part of its address, or, where
 * somebody is signed in, by the name that they chose. Undefined: nothing speaks of one.
 */
export function wayOfRequest(request: Pick<Request, 'url' | 'headers'>): WayOfRequest {
  const { pathname } = new URL(request.url)
  const [, root = '', ...parts] = pathname.split('/')
  if (root === 'api') {
    if (parts[0] === 'shared') return { kind: 'share', hash: tokenHash(parts[1] ?? '') }
    // People come in at the whole installation, and are counted there together.
    if (doors.has(parts[0] ?? '')) return undefined
    const [, secret] = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
    if (secret !== undefined) return { kind: 'token', hash: tokenHash(secret) }
    const id = request.headers.get('x-organisation') ?? ''
    return id === '' ? undefined : { kind: 'named', id }
  }
  if (addressed.has(root)) return { kind: 'address', token: parts[root === 'hooks' ? 1 : 2] ?? '' }
  if (root === 'share') return { kind: 'share', hash: tokenHash(parts[0] ?? '') }
  if (root === 'carts') return { kind: 'cart', token: parts[0] ?? '' }
  return root === 'pages' ? { kind: 'page', key: parts[0]?.split('.', 1)[0] ?? '' } : undefined
}
