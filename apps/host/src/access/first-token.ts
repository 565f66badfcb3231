import { listTokens, type Store } from '../store/index.ts'
import { aloneWithTokens } from './alone-with-tokens.ts'
import { issue } from './issue-token.ts'

/**
 * Makes a token that may do everything where none was ever issued, or another one is asked for; gives its secret back, for it is kept
 * nowhere.
 */
export function makeToken(
  store: Store,
  options: { readonly another: boolean; readonly now: number },
): Promise<string | undefined> {
  const { another, now } = options
  return store.write(function* (dialect, org) {
    yield* aloneWithTokens(dialect, org)
    const all = yield* listTokens(dialect, org)
    if (!another && all.some(({ source }) => source === 'issued')) return undefined
    const names = new Set(all.map(({ name }) => name))
    let name = 'admin'
    for (let number = 2; names.has(name); number += 1) name = `admin-${number}`
    const wanted = {
      name,
      kind: 'server',
      permissions: ['admin'],
      nodes: [],
      origins: [],
      expiresAt: undefined,
    } as const
    const { secret } = yield* issue(dialect, org, wanted, { by: { kind: 'command' }, now })
    return secret
  })
}
