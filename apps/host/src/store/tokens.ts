import { all, run, type Dialect, type Work } from './database.ts'

/** Keeps what a token of the API hashes to; the token itself is nowhere. */
export function* addToken(
  { build }: Dialect,
  org: string,
  token: { readonly id: string; readonly hash: string; readonly now: number },
): Work<void> {
  const { id, hash, now } = token
  yield* run(build.insertInto('api_token').values({ org, id, hash, created_at: now }))
}

export function* tokenHashes({ build }: Dialect, org: string): Work<readonly string[]> {
  const rows = yield* all(build.selectFrom('api_token').select('hash').where('org', '=', org))
  return rows.map((row) => row.hash)
}
