/**
 * The kernel of automations: how a deed that answers something is done once, whatever is killed.
 *
 * Whoever builds on it (automations, rules for carts) does three things.
 *
 * 1. It puts a run down with `addAutomationRuns` of the store, in the transaction that remembers why: a run is named by
 *    (automation, entity, id, transition, seq), and one that is there stays as it is. Each of its steps has an action's name, for
 *    people, and an instant at which it is due.
 * 2. It gives a `StepMaker`. When a step is due, the maker says what is to be done now, from what the store knows now: send
 *    something through the action of a connection, skip it with a reason (and the rest of its run with it), or wait.
 * 3. It has the name of its automations lead to its maker, in `StepScene.makerOf`.
 *
 * The kernel does the rest. The intent is written before the first byte leaves, with the payload. Limits on messages to one
 * address are counted in that transaction, and consents are asked for right before. What was begun and has no end, since the
 * process died or the answer was lost, is settled as the action declares: a mail becomes `unknown`, is shown, and is not sent
 * again; what takes each key once is sent again with the same payload under the same key. A vendor that cannot be reached, and
 * settings that must be mended, put a step off; what the vendor refuses fails. Steps of a run keep their order.
 */
import type { JsonObject } from '@cartograph/core'
import type { AutomationRun, AutomationStep } from '../store/index.ts'

/** What is to be done with a step now. */
export type PreparedStep =
  | {
      readonly kind: 'send'
      /** A connection and its action, such as `post.mail`. */
      readonly through: string
      readonly input: JsonObject
      /** The address that it reaches, where messages to it are counted. Only a hash of it is kept. */
      readonly contact?: string | undefined
      readonly limits?: readonly StepLimit[]
      /** What it means that nobody knows whether a person agreed. Default `required`: then it is skipped. */
      readonly consent?: 'required' | 'assumed'
    }
  | { readonly kind: 'skip'; readonly reason: string; readonly endsRun?: boolean }
  | { readonly kind: 'wait'; readonly until: number; readonly reason: string }

/** No more than so many messages to the same address in so long. */
export interface StepLimit {
  readonly most: number
  readonly withinMs: number
  /** `own`: those of the same automation. `all`: of any. */
  readonly of: 'own' | 'all'
  /** Why a step is skipped, in plain words. */
  readonly reason: string
}

/** @throws a fault where the step cannot be made; it fails, with the fault's words as its reason. */
export type StepMaker = (
  step: Pick<AutomationStep, 'run' | 'step' | 'action' | 'due_at'>,
  run: AutomationRun,
) => Promise<PreparedStep>

/** How many steps of an automation may begin in a minute. Default: no limit. */
export interface StepPace {
  readonly perMinute: number
}
