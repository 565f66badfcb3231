import { dayText, type Day } from '../calendar/day.ts'
import { importanceOf, type Insight } from './insight.ts'

/** A stream that is not read as it should be. */
export interface StreamTrouble {
  readonly name: string
  readonly state: 'loading' | 'delayed' | 'failing' | 'authExpired'
  readonly lastSyncDay: Day | undefined
}

const sentences = {
  loading: 'syncLoading',
  delayed: 'syncDelayed',
  failing: 'syncFailing',
  authExpired: 'syncAccess',
} as const
const worth = { loading: 30, delayed: 60, failing: 80, authExpired: 90 } as const

/** What is not read as it should be, so that figures are read with that in mind. */
export function syncProblemsAt(troubles: readonly StreamTrouble[], asOf: Day): readonly Insight[] {
  return troubles.map(({ name, state, lastSyncDay }): Insight => ({
    id: `syncProblem:${name}:${dayText(asOf)}`,
    kind: 'syncProblem',
    says: lastSyncDay === undefined && state !== 'authExpired' ? 'syncLoading' : sentences[state],
    subject: name,
    period: { from: asOf, to: asOf },
    importance: importanceOf(worth[state]),
    facts: {
      name: { type: 'name', value: name },
      ...(lastSyncDay !== undefined && { day: { type: 'day', value: lastSyncDay } as const }),
    },
  }))
}
