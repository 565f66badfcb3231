import { isFault, type Action, type Fault, type Outcome } from '@cartograph/core'
import { forEachPart, noSimulator, type Check, type Suite, type Verdict } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import type { SimulatedAction } from '../options.ts'
import type { Scene } from '../scene.ts'
import { statusAnswer } from '../traffic.ts'

const group = 'Sink'

export const actionChecks: readonly Check[] = [
  {
    id: 'action.outcome',
    group,
    name: 'does once what an action is asked for, and says so',
    run: async (suite) =>
      eachAction(suite, async (at) => {
        const before = (await at.vendor.stored()).length
        const { outcome, fault } = await run(at, at.vendor.input)
        const added = (await at.vendor.stored()).length - before
        if (outcome?.status === 'pending' || (outcome?.status === 'ok' && added === 1))
          return undefined
        throw mismatch({
          expected: `\`ok\` for ${at.name}, and one thing more at the vendor`,
          happened: `${told(outcome, fault)}, and there are ${added} more.`,
          mend: 'Report `ok` for what the vendor has confirmed, and for nothing else.',
        })
      }),
  },
  {
    id: 'action.refused',
    group,
    name: 'says that the vendor refuses what an action is asked for',
    run: async (suite) =>
      eachAction(suite, async (at) => {
        const { bad } = at.vendor
        if (bad === undefined) return 'the simulator knows no input that it refuses'
        const { outcome, fault } = await run(at, bad)
        if (outcome?.status === 'failed') return undefined
        throw mismatch({
          expected: `\`failed\`, with the reason, for an input of ${at.name} that the vendor refuses`,
          happened: `${told(outcome, fault)}.`,
          mend: 'Turn the vendor’s refusal into `{ status: "failed", fault }`; a throw leaves the outcome unknown.',
        })
      }),
  },
  {
    id: 'action.rateLimited',
    group,
    name: 'reports as untouched, not as failed, what a rate limit kept back',
    run: async (suite) =>
      eachAction(suite, async (at) => {
        const { traffic } = at.scene
        const asked = traffic.asked.length
        traffic.mishap = () => statusAnswer(429, { 'retry-after': '600' })
        const { outcome, fault } = await run(at, at.vendor.input)
        traffic.mishap = () => undefined
        if (traffic.asked.length === asked) return 'it makes no requests'
        if (fault?.kind === 'rateLimit' || outcome?.status === 'untouched') return undefined
        throw mismatch({
          expected: '`untouched`, or the `rateLimit` fault of `context.fetch`',
          happened: `${told(outcome, fault)}.`,
          mend: 'Let the fault pass: the action only has to wait.',
        })
      }),
  },
  {
    id: 'action.unknown',
    group,
    name: 'does nothing twice where the answer was lost, by the way that an action declares',
    run: async (suite) => eachAction(suite, afterLostAnswer),
  },
]

interface ActionAt {
  readonly scene: Scene
  readonly name: string
  readonly action: Action<unknown>
  readonly vendor: SimulatedAction
}

async function eachAction(
  suite: Suite,
  look: (at: ActionAt) => Promise<string | undefined>,
): Promise<Verdict> {
  if (suite.options.simulator === undefined) return noSimulator
  const all = await suite.inScene(async ({ parts }) => parts.actions ?? {})
  return forEachPart(
    all,
    async (name) =>
      suite.inScene(async (scene) => {
        const action = scene.parts.actions?.[name]
        const vendor = scene.simulated.actions?.[name]
        if (action === undefined || vendor === undefined)
          return { notApplicable: 'the simulator knows nothing of it' }
        const reason = await look({ scene, name, action, vendor })
        return reason === undefined ? undefined : { notApplicable: reason }
      }),
    'it has no action',
  )
}

async function run(
  { scene, name, action }: ActionAt,
  input: object,
): Promise<{ readonly outcome?: Outcome; readonly fault?: Fault }> {
  try {
    const idempotencyKey = `conformance ${name}`
    const outcome = await scene.call(() => action.run(scene.context(), input, { idempotencyKey }))
    if (outcome.status === 'failed' && isFault(outcome.fault))
      scene.caught(`an outcome of ${name}`, outcome.fault)
    return { outcome }
  } catch (error) {
    return { fault: scene.caught(`running ${name}`, error) }
  }
}

/** The vendor did it, and nobody heard of it. */
async function afterLostAnswer(at: ActionAt): Promise<string | undefined> {
  const { scene, action, vendor, name } = at
  const before = (await vendor.stored()).length
  const asked = scene.traffic.asked.length
  scene.traffic.mishap = (_index, { method }) => (method === 'GET' ? undefined : { kind: 'lost' })
  const { outcome } = await run(at, vendor.input)
  scene.traffic.mishap = () => undefined
  if (scene.traffic.asked.length === asked) return 'it makes no requests'
  const { onUnknown } = action
  if (onUnknown === 'repeat' || onUnknown === 'repeatWithKey') await run(at, vendor.input)
  const added = (await vendor.stored()).length - before
  const isCertain = outcome?.status === 'failed' || outcome?.status === 'untouched'
  if (added === 1 && !isCertain) return undefined
  throw mismatch({
    expected: `an unknown outcome, and one thing at the vendor, after the answer of ${name} was lost`,
    happened: `${told(outcome, undefined)}, and there are ${added}.`,
    mend: 'Let the fault of `context.fetch` pass, never repeat by yourself, and send `idempotencyKey` where you declare `repeatWithKey`.',
  })
}

function told(outcome: Outcome | undefined, fault: Fault | undefined): string {
  if (outcome !== undefined) return JSON.stringify(outcome)
  return fault === undefined ? 'a fault was thrown' : `${fault.kind}: ${fault.message}`
}
