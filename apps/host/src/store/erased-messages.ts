import { all, run, type Dialect, type Work } from './database.ts'
import { holds } from './occurrences.ts'

/** Dead letters and decisions of staff about a person. */
export function* dropLettersAbout(
  { build, within }: Dialect,
  org: string,
  keys: readonly string[],
  texts: readonly string[],
): Work<number> {
  const rows = yield* all(
    build
      .deleteFrom('dead_letter')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('key', 'in', within(keys)),
          ...texts.flatMap((text) =>
            (['record', 'item', 'key'] as const).map((column) => holds(column, text)),
          ),
        ]),
      )
      .returning('key'),
  )
  return rows.length
}

export function* dropDecisionsAbout(
  { build, within }: Dialect,
  org: string,
  members: readonly string[],
): Work<void> {
  yield* run(
    build
      .deleteFrom('person_decision')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('left_id', 'in', within(members)),
          table('right_id', 'in', within(members)),
        ]),
      ),
  )
}

export interface KeptWebhook {
  readonly id: string
  readonly connection: string
  readonly target: string
  readonly headers: string
  /** The raw bytes in base64. */
  readonly body: string
}

/** Webhooks after an id, with what they carry. */
export function* webhooksToLookAt(
  { build }: Dialect,
  org: string,
  after: string,
  limit: number,
): Work<readonly KeptWebhook[]> {
  return yield* all(
    build
      .selectFrom('inbox')
      .select(['id', 'connection', 'target', 'headers', 'body'])
      .where('org', '=', org)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit),
  )
}

/** Takes out what some webhooks carried, and works on them no more; that they came stays known, so that they do not come twice. */
export function* emptyWebhooks(
  { build, within }: Dialect,
  org: string,
  ids: readonly string[],
): Work<void> {
  if (ids.length === 0) return
  yield* run(
    build
      .updateTable('inbox')
      .set({ body: '', headers: '[]', target: '', status: 'done', error: null })
      .where('org', '=', org)
      .where('id', 'in', within(ids)),
  )
}
