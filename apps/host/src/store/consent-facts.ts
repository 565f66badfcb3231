import type { JsonObject } from '@cartograph/core'
import { deleteMatching, insertNew } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'

/** What a row says of the consents of a person, found by one of the ways to know them. */
export interface ConsentFact {
  /** `email:`, `phone:` or `customer:`, and whose. */
  readonly subject: string
  readonly entity: string
  readonly id: string
  readonly fact: JsonObject
}

const dropFacts = deleteMatching('consent_fact', ['org', 'entity', 'id'])
const addFact = insertNew('consent_fact', ['org', 'subject', 'entity', 'id', 'fact'])

/** Keeps what some rows say now, in the place of what they said; gives back everybody whom that is about. */
export function* replaceFacts(
  { build, within }: Dialect,
  org: string,
  entity: string,
  ids: readonly string[],
  facts: readonly ConsentFact[],
): Work<readonly string[]> {
  if (ids.length === 0) return []
  const before = yield* all(
    build
      .selectFrom('consent_fact')
      .select('subject')
      .distinct()
      .where('org', '=', org)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids)),
  )
  yield* bulk(
    dropFacts,
    ids.map((id) => [org, entity, id]),
  )
  yield* bulk(
    addFact,
    facts.map(({ subject, id, fact }) => [org, subject, entity, id, JSON.stringify(fact)]),
  )
  return [
    ...new Set([...before.map(({ subject }) => subject), ...facts.map(({ subject }) => subject)]),
  ]
}

/** What is known of some persons. */
export function* factsOf(
  { build, within }: Dialect,
  org: string,
  subjects: readonly string[],
): Work<readonly ConsentFact[]> {
  if (subjects.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('consent_fact')
      .select(['subject', 'entity', 'id', 'fact'])
      .where('org', '=', org)
      .where('subject', 'in', within([...new Set(subjects)])),
  )
  return rows.map((row) => Object.assign(row, { fact: JSON.parse(row.fact) as JsonObject }))
}

export function* clearFacts({ build }: Dialect, org: string): Work<void> {
  yield* run(build.deleteFrom('consent_fact').where('org', '=', org))
}
