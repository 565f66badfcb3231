import { browserPermissions, nodePermissions, type Permission } from './permissions.ts'
import type { TokenKind } from './token-text.ts'

/** What a token is to be and may do, as somebody wishes it. */
export interface WantedRights {
  readonly kind: TokenKind
  readonly permissions: readonly Permission[]
  /** Empty: all. */
  readonly nodes: readonly string[]
  /** Of a browser's token: where its pages are, such as `https://shop.example`. */
  readonly origins: readonly string[]
}

/** What is wrong with wanted rights, and in which part of them. */
export interface RightsProblem {
  readonly part: 'permissions' | 'nodes' | 'origins'
  /** Where in the list; undefined: all of it. */
  readonly index?: number
  readonly message: string
  readonly hint?: string
}

/** What makes no sense, or would give away more than a token of this kind may be given. */
export function rightsProblems(
  { kind, permissions, nodes, origins }: WantedRights,
  existing: readonly string[],
): readonly RightsProblem[] {
  const problems: RightsProblem[] = []
  if (permissions.length === 0)
    problems.push({ part: 'permissions', message: 'expected at least one permission' })
  for (const [index, permission] of permissions.entries()) {
    if (kind === 'browser' && !browserPermissions.includes(permission))
      problems.push({
        part: 'permissions',
        index,
        message: `a browser's token cannot be allowed ${permission}: anybody can read it in the page`,
        hint: `It may only write: ${browserPermissions.join(', ')}.`,
      })
    else if (nodes.length > 0 && !nodePermissions.includes(permission))
      problems.push({
        part: 'permissions',
        index,
        message: `${permission} speaks of the whole organisation, and this token is bound to nodes`,
        hint: `With nodes it may have: ${nodePermissions.join(', ')}. Give what else is needed to another token.`,
      })
  }
  for (const [index, node] of nodes.entries())
    if (!existing.includes(node))
      problems.push({
        part: 'nodes',
        index,
        message: `there is no node "${node}"`,
        hint: `The configuration has: ${existing.join(', ') || 'none'}.`,
      })
  return [...problems, ...originProblems(kind, origins)]
}

function originProblems(kind: TokenKind, origins: readonly string[]): readonly RightsProblem[] {
  if (kind === 'server')
    return origins.length === 0
      ? []
      : [{ part: 'origins', message: "only a browser's token has origins" }]
  if (origins.length === 0)
    return [
      {
        part: 'origins',
        message: "a browser's token needs the origins of its pages",
        hint: 'Such as https://shop.example; every page elsewhere is refused.',
      },
    ]
  return origins.flatMap((origin, index): readonly RightsProblem[] =>
    isOrigin(origin)
      ? []
      : [
          {
            part: 'origins',
            index,
            message: `"${origin}" is no origin; expected one such as https://shop.example`,
            hint: 'Scheme and name, and a port where it is not the usual one; no path, no slash at the end, no *.',
          },
        ],
  )
}

/** Whether a text is what browsers send as `Origin`. */
function isOrigin(text: string): boolean {
  // An asterisk is a character of names to the parser, and of none that there is.
  return /^https?:[^*]*$/.test(text) && URL.canParse(text) && new URL(text).origin === text
}
