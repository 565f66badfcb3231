import type { JsonObject } from '@cartograph/core'
import type { AutomationRun } from '../store/index.ts'

/** What conditions and templates read of the run itself. */
export function runContext({
  automation,
  transition,
  run,
  facts,
  happenedAt,
}: Pick<AutomationRun, 'automation' | 'transition' | 'run' | 'facts' | 'happenedAt'>): JsonObject {
  return {
    was: facts,
    at: new Date(happenedAt).toISOString(),
    automation,
    run,
    type: transition,
  }
}
