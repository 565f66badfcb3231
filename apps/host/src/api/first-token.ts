import { randomUUID } from 'node:crypto'
import { addToken, tokenHashes, type Store } from '../store/index.ts'
import { newToken, tokenHash } from './token.ts'

/** Makes a token for the API where there is none yet, or another one is asked for; gives it back, for it is kept nowhere. */
export async function makeToken(
  store: Store,
  options: { readonly another: boolean; readonly now: number },
): Promise<string | undefined> {
  const known = await store.read((dialect, org) => tokenHashes(dialect, org))
  if (known.length > 0 && !options.another) return undefined
  const token = newToken()
  const kept = { id: randomUUID(), hash: tokenHash(token), now: options.now }
  await store.write((dialect, org) => addToken(dialect, org, kept))
  return token
}
