import { randomBytes, randomUUID } from 'node:crypto'
import type { SealedPlace } from '../sealing/index.ts'
import { first, run, type Dialect, type Work } from './database.ts'
import { installation } from './people-tables.ts'
import { openedText, sealedWhereKey } from './sealed-columns.ts'

/** What cookies are signed with and second steps encrypted; made when it is needed first. */
export function* hostKey(dialect: Dialect, now: number): Work<string> {
  const { build } = dialect
  yield* dialect.alone(['host key'])
  const row = yield* first(
    build
      .selectFrom('host_key')
      .select(['id', 'secret'])
      .where('org', '=', installation)
      .orderBy('made_at', 'desc'),
  )
  if (row !== undefined) return openedText(dialect, hostKeyPlace(row.id), row.secret)
  const [id, secret] = [randomUUID(), randomBytes(48).toString('base64url')]
  const kept = sealedWhereKey(dialect, hostKeyPlace(id), secret)
  yield* run(
    build.insertInto('host_key').values({ org: installation, id, secret: kept, made_at: now }),
  )
  return secret
}

export function hostKeyPlace(id: string): SealedPlace {
  return { organisation: installation, kind: 'host key', name: id }
}
