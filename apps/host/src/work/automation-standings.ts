import type { Automation, Configuration } from '../config/index.ts'
import {
  automationStates,
  countAutomationSteps,
  type AutomationState,
  type Store,
} from '../store/index.ts'

/** An automation, and how it stands. */
export interface AutomationStanding {
  readonly id: string
  readonly on: string
  readonly state: 'active' | 'paused' | 'held'
  readonly reason?: string
  /** What happened before is history to it; missing: no host has begun with it yet. */
  readonly since?: string
  /** How many steps stand how. */
  readonly steps: Readonly<Record<string, number>>
}

export async function automationStandings({
  configuration,
  store,
}: {
  readonly configuration: Configuration
  readonly store: Store
}): Promise<readonly AutomationStanding[]> {
  const { states, counts } = await store.read(function* (dialect, org) {
    return {
      states: yield* automationStates(dialect, org),
      counts: yield* countAutomationSteps(dialect, org),
    }
  })
  return [...(configuration.automations?.values() ?? [])].map((automation) =>
    standingOf(automation, states.get(automation.id), counts.get(automation.id) ?? {}),
  )
}

function standingOf(
  { id, on, paused }: Automation,
  known: AutomationState | undefined,
  steps: AutomationStanding['steps'],
): AutomationStanding {
  const reason = paused ? 'The configuration says `paused: true`.' : (known?.reason ?? undefined)
  return {
    id,
    on: on.segment === undefined ? on.event : `${on.event} ${on.segment}`,
    state: paused ? 'paused' : (known?.state ?? 'active'),
    ...(reason !== undefined && { reason }),
    ...(known !== undefined && { since: new Date(known.active_since).toISOString() }),
    steps,
  }
}
