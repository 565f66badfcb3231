import type { JsonObject } from '@cartograph/core'
import type { AskConsents } from '../delivery/index.ts'
import { contentHash } from '../store/index.ts'
import type { AutomationScene } from './automation-scene.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import type { OpenAction } from './open-action.ts'
import { prepareDeed } from './prepare-deed.ts'
import type { PreparedStep } from './step-maker.ts'
import { failureOf } from './step-outcome.ts'
import type { SubjectContext } from './subject-context.ts'

export interface DryRunScene extends AutomationScene {
  readonly describe: (through: string) => Pick<OpenAction, 'check' | 'subject'>
  readonly consents: (unknown: 'required' | 'assumed') => AskConsents
  readonly signal: AbortSignal
}

/** A step of something that happened. */
export interface DryHand {
  readonly compiled: CompiledAutomation
  readonly place: number
  readonly subject: SubjectContext
  readonly now: number
}

/** What a step would have been given, or why it would not have been done. `had` counts messages by address, as hashes. */
export async function wouldDo(
  scene: DryRunScene,
  hand: DryHand,
  had: Map<string, number[]>,
): Promise<{ readonly input: JsonObject } | { readonly reason: string }> {
  const step = hand.compiled.steps[hand.place]
  if (step === undefined) return { reason: 'There is no such step.' }
  try {
    if (!step.when(step.withValues(hand.subject.context)))
      return { reason: 'The condition of the step is not met.' }
    const { quietHours: _quiet, ...contacting } = scene.contacting
    const prepared = await prepareDeed({ ...scene, contacting }, { ...hand, step })
    if (prepared.kind !== 'send') return { reason: prepared.reason }
    const refusal = await refusalOf(scene, prepared)
    if (refusal !== undefined) return { reason: refusal }
    const full = fullFor(prepared, hand.now, had)
    return full === undefined ? { input: prepared.input } : { reason: full }
  } catch (error) {
    return { reason: failureOf(error).reason ?? '' }
  }
}

async function refusalOf(
  scene: DryRunScene,
  { through, input, consent = 'required' }: Extract<PreparedStep, { readonly kind: 'send' }>,
): Promise<string | undefined> {
  const action = scene.describe(through)
  await action.check(input)
  const subject = action.subject(input)
  return subject === null ? undefined : (await scene.consents(consent)([subject]))[0]
}

/** Counts messages as they would have been sent; only hashes of addresses are kept meanwhile. */
function fullFor(
  { contact, limits = [] }: Extract<PreparedStep, { readonly kind: 'send' }>,
  at: number,
  had: Map<string, number[]>,
): string | undefined {
  if (contact === undefined) return undefined
  const key = contentHash(contact.toLowerCase())
  const instants = had.get(key) ?? []
  const full = limits.find(
    ({ most, withinMs }) =>
      instants.filter((each) => Math.abs(each - at) < withinMs).length >= most,
  )
  if (full !== undefined) return full.reason
  had.set(key, [...instants, at])
  return undefined
}
