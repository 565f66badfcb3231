import {
  rightsProblems,
  tokenKindOf,
  type Permission,
  type TokenKind,
  type WantedRights,
} from '../rights/index.ts'
import type { DeclaredToken } from './declared-token.ts'
import type { Path } from './document.ts'
import { isPlainObject } from './environment.ts'
import type { Reading } from './reading.ts'
import { tokenShape, type TokenShape } from './token-shape.ts'

/** The tokens that the file declares; one of a wrong shape has been reported by then. */
export function readTokens(
  value: unknown,
  nodes: readonly string[],
  reading: Reading,
): ReadonlyMap<string, DeclaredToken> | undefined {
  if (!isPlainObject(value)) return undefined
  const tokens = new Map<string, DeclaredToken>()
  for (const [name, entry] of Object.entries(value)) {
    const shape = tokenShape.safeParse(entry)
    if (shape.success) tokens.set(name, readToken(name, shape.data, nodes, reading))
  }
  return tokens
}

function readToken(
  name: string,
  shape: TokenShape,
  existing: readonly string[],
  { document, problems }: Reading,
): DeclaredToken {
  const { kind = 'server', permissions, nodes, origins, expires, secret } = shape
  const base: Path = ['tokens', name]
  const wanted: WantedRights = {
    kind,
    permissions: permissions as readonly Permission[],
    nodes: nodes ?? [],
    origins: origins ?? [],
  }
  for (const { part, index, message, hint } of rightsProblems(wanted, existing)) {
    const path = index === undefined ? [...base, part] : [...base, part, index]
    problems.add(document, path, { message, hint })
  }
  if (secret !== undefined) checkSecret(secret, kind, [...base, 'secret'], { document, problems })
  return {
    name,
    ...wanted,
    expiresAt: expires === undefined ? undefined : Date.parse(expires),
    secret,
  }
}

function checkSecret(
  secret: string,
  kind: TokenKind,
  path: Path,
  { document, problems }: Pick<Reading, 'document' | 'problems'>,
): void {
  const found = tokenKindOf(secret)
  if (found === kind) return
  const command = `cartograph tokens secret${kind === 'browser' ? ' --kind browser' : ''}`
  problems.add(document, path, {
    message:
      found === undefined
        ? 'is no secret of a token, or was mistyped: its checksum is wrong'
        : `is the secret of a ${found}'s token, and this is one of a ${kind}`,
    hint: `Run \`${command}\`, which prints one of 256 random bits, and put it into the environment.`,
  })
}
