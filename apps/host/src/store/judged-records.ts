import { all, type Dialect, type Work } from './database.ts'
import { withoutErased } from './erased-keys.ts'
import { judge, type Judgement } from './judgement.ts'
import { withoutLocked } from './person-locks.ts'
import type { PreparedPage, PreparedRecord } from './prepared-page.ts'

type Verdict = Judgement | 'new' | 'rejected'

export interface StoredRecord {
  readonly key: string
  readonly version: string | null
  readonly obs_from: number
  readonly obs_to: number
  readonly hash: string
  readonly deleted: number
  readonly rejected: number
  readonly generation: number
  readonly scope: string
  readonly outputs: string
  readonly groups: string
}

export interface Judged {
  readonly record: PreparedRecord
  readonly stored: StoredRecord | undefined
  readonly verdict: Verdict
}

/**
 * What becomes of each record of a page; those that were erased with a person, or name one who is
 * being erased, are left out, letters and all.
 */
export function* judgeAll(
  dialect: Dialect,
  org: string,
  page: PreparedPage,
): Work<readonly Judged[]> {
  const { build, within, locked } = dialect
  const { connection, stream } = page.place
  if (page.records.length === 0) return []
  const kept = yield* withoutErased(dialect, org, page.place, page.records)
  const records = yield* withoutLocked(dialect, org, kept)
  const rows = yield* all(
    locked(
      build
        .selectFrom('record')
        .select([
          'key',
          'version',
          'obs_from',
          'obs_to',
          'hash',
          'deleted',
          'rejected',
          'generation',
          'scope',
          'outputs',
          'groups',
        ])
        .where('org', '=', org)
        .where('connection', '=', connection)
        .where('stream', '=', stream)
        .where('key', 'in', within(records.map(({ key }) => key)))
        .orderBy('key'),
    ),
  )
  const stored = new Map(rows.map((row) => [row.key, row]))
  return records.map((record) => {
    const known = stored.get(record.key)
    return { record, stored: known, verdict: verdictOn(record, known) }
  })
}

function verdictOn(record: PreparedRecord, stored: StoredRecord | undefined): Verdict {
  if (record.kind === 'reject') return 'rejected'
  if (stored === undefined) return 'new'
  const judgement = judge(
    { ...record, deleted: record.kind === 'delete' },
    {
      version: stored.version,
      from: stored.obs_from,
      to: stored.obs_to,
      hash: stored.hash,
      deleted: stored.deleted === 1,
    },
  )
  // A row that could not be read for a while and is now as it was before: its groups were held back until now.
  return judgement === 'same' && stored.rejected === 1 ? 'newer' : judgement
}

export function applies({ record, stored, verdict }: Judged, page: PreparedPage): boolean {
  if (verdict === 'rejected') return stored === undefined && record.kind === 'reject'
  return (
    verdict === 'new' ||
    verdict === 'newer' ||
    (verdict === 'indistinct' && page.indistinct === 'take')
  )
}

/** The newest generation that a record was seen in: a listing of an older one may read it later. */
export function generationOf(page: PreparedPage, stored: StoredRecord | undefined): number {
  const known = stored?.generation ?? 0
  return page.listed ? Math.max(page.generation, known) : known
}

/** A listing says where a record belongs, and so does what names its parent; what says nothing leaves it where it is. */
export function scopeOf(page: PreparedPage, stored: StoredRecord | undefined): string {
  return page.listed || page.scope !== '' ? page.scope : (stored?.scope ?? '')
}

export function outputsOf(stored: StoredRecord | undefined): readonly string[] {
  return stored === undefined || stored.outputs === '[]'
    ? []
    : (JSON.parse(stored.outputs) as string[])
}

export function groupsOf(stored: StoredRecord | undefined): Readonly<Record<string, string>> {
  return stored === undefined || stored.groups === '{}'
    ? {}
    : (JSON.parse(stored.groups) as Record<string, string>)
}

export function passive(verdict: Verdict, page: PreparedPage): boolean {
  return (
    verdict === 'same' ||
    verdict === 'older' ||
    (verdict === 'indistinct' && page.indistinct !== 'take')
  )
}
