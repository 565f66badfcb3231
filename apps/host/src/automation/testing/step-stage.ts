import type { JsonObject } from '@cartograph/core'
import { onTestFinished } from 'vitest'
import type { Acted } from '../../connections/index.ts'
import {
  addAutomationRuns,
  automationRunName,
  openStore,
  stepsOfRuns,
  type Store,
  type NewAutomationRun,
} from '../../store/index.ts'
import { newStorePlace } from '../../testing/test-stores.ts'
import type { OpenAction } from '../open-action.ts'
import type { StepMaker } from '../step-maker.ts'
import type { StepScene } from '../step-scene.ts'

export const thanks: NewAutomationRun = {
  automation: 'thanks',
  entity: 'order',
  id: 'shop:1',
  transition: 'order.paid',
  seq: 7,
  facts: {},
  happenedAt: 90,
  depth: 0,
  steps: [{ action: 'mail', dueAt: 100 }],
}

interface StageOptions {
  readonly make?: StepMaker
  readonly action?: Partial<OpenAction>
  /** What becomes of each attempt, the last one of all that follow. Default: it is taken. */
  readonly answers?: readonly (() => Acted)[]
}

export interface StepStage {
  readonly store: Store
  readonly sent: readonly { readonly key: string; readonly input: JsonObject }[]
  at: number
  put(...runs: readonly NewAutomationRun[]): Promise<void>
  readonly scene: StepScene
  states(run?: NewAutomationRun): Promise<readonly (readonly [string, string | null])[]>
}

/** A store, an action that notes what it was given, and a clock that is moved by hand. */
export async function stepStage(options: StageOptions = {}): Promise<StepStage> {
  const where = await newStorePlace()
  const store = await openStore({ store: where.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await where.remove()
  })
  const sent: { readonly key: string; readonly input: JsonObject }[] = []
  const { answers = [] } = options
  const stage: StepStage = {
    store,
    sent,
    at: 100,
    put: (...runs: readonly NewAutomationRun[]) =>
      store.write((dialect, org) => addAutomationRuns(dialect, org, runs, stage.at)),
    scene: {
      store,
      now: () => stage.at,
      signal: new AbortController().signal,
      makerOf: () =>
        options.make ??
        (async () => ({ kind: 'send' as const, through: 'post.mail', input: { text: 'Thanks' } })),
      open: async () => ({
        onUnknown: 'lose' as const,
        timeoutMs: 1000,
        landMs: 1000,
        check: async () => {},
        subject: () => null,
        resolve: async () => 'unknown' as const,
        act: async (input: JsonObject, key: string) => {
          sent.push({ key, input })
          const answer = answers[Math.min(sent.length, answers.length) - 1]
          return answer?.() ?? { outcome: { status: 'ok' as const } }
        },
        ...options.action,
      }),
      consents: () => async (subjects) => subjects.map(() => undefined),
      retryAfterMs: (failures) => failures * 10,
    },
    states: async (run: NewAutomationRun = thanks) =>
      (await store.read((dialect, org) => stepsOfRuns(dialect, org, [automationRunName(run)]))).map(
        ({ state, reason }) => [state, reason],
      ),
  }
  return stage
}
