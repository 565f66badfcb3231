import { randomUUID } from 'node:crypto'
import { newTokenText, tokenHash } from '../rights/index.ts'
import { addToken, listTokens, type Store } from '../store/index.ts'

/** Makes a token that may do everything where none was ever issued, or another one is asked for; gives it back, for it is kept nowhere. */
export async function makeToken(
  store: Store,
  options: { readonly another: boolean; readonly now: number },
): Promise<string | undefined> {
  const secret = newTokenText('server')
  const isMade = await store.write(function* (dialect, org) {
    const known = yield* listTokens(dialect, org)
    const issued = known.filter(({ source }) => source === 'issued')
    if (issued.length > 0 && !options.another) return false
    yield* addToken(dialect, org, {
      id: randomUUID(),
      hash: tokenHash(secret),
      name: `admin${issued.length === 0 ? '' : `-${issued.length + 1}`}`,
      kind: 'server',
      permissions: ['admin'],
      nodes: [],
      origins: [],
      source: 'issued',
      createdAt: options.now,
      expiresAt: undefined,
    })
    return true
  })
  return isMade ? secret : undefined
}
