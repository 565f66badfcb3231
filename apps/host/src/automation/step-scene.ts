import type { AskConsents } from '../delivery/index.ts'
import type { AutomationRun, AutomationStep, Store } from '../store/index.ts'
import type { OpenAction } from './open-action.ts'
import type { StepMaker, StepPace } from './step-maker.ts'

/** What the steps of automations are worked off with. */
export interface StepScene {
  readonly store: Store
  /** The clock of the store, in milliseconds since the epoch. */
  readonly now: () => number
  readonly signal: AbortSignal
  /** Undefined: nobody knows the automation any more, and its steps are skipped. */
  readonly makerOf: (automation: string) => StepMaker | undefined
  /** By the configuration. Its steps stay. Default: none is. */
  readonly isPaused?: (automation: string) => boolean
  readonly paceOf?: (automation: string) => StepPace | undefined
  /** @throws a fault where it cannot be opened. */
  readonly open: (through: string) => Promise<OpenAction>
  readonly consents: (unknown: 'required' | 'assumed') => AskConsents
  /** The wait before another attempt. */
  readonly retryAfterMs: (failures: number) => number
  /** How many are done at the same time. Default 4. */
  readonly atOnce?: number
  readonly onEnd?: (end: EndedStep) => void
}

export interface EndedStep {
  readonly run: AutomationRun
  readonly step: AutomationStep
  readonly state: 'acked' | 'failed' | 'unknown' | 'skipped' | 'due'
  readonly reason: string | undefined
}

/** The key of a step: the same for each of its attempts, and of no other step. */
export function stepKey(
  { organisation }: Pick<Store, 'organisation'>,
  { automation, run, step }: Pick<AutomationStep, 'automation' | 'run' | 'step'>,
): string {
  return `${organisation}/${automation}/${run}/${step}`
}
