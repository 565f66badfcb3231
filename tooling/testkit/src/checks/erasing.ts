import { isFault, type Fault, type Outcome, type Person } from '@cartograph/core'
import { noSimulator, type Suite, type Verdict } from '../check.ts'
import { mismatch } from '../mismatch.ts'
import type { SimulatedErasure } from '../options.ts'
import type { Scene } from '../scene.ts'

export interface EraseAt {
  readonly scene: Scene
  readonly vendor: SimulatedErasure
}

/** What came of one question: an outcome, or what was thrown. */
export interface Erased {
  readonly outcome?: Outcome
  readonly fault?: Fault
}

/** So often a vendor may say that it is not done yet. */
const mostQuestions = 10

/** Looks at a connector that can erase, beside a vendor that knows somebody. */
export async function whereErased(
  suite: Suite,
  look: (at: EraseAt) => Promise<Verdict>,
): Promise<Verdict> {
  if (suite.connector.erase === undefined) return { notApplicable: 'it erases nobody' }
  if (suite.options.simulator === undefined) return noSimulator
  return suite.inScene(async (scene) => {
    const vendor = scene.simulated.erasure
    if (vendor === undefined) return { notApplicable: 'the simulator knows nobody to erase' }
    return look({ scene, vendor })
  })
}

/** Asks once. */
export async function erase(
  { scene, vendor }: EraseAt,
  person: Person = vendor.person,
  keys = vendor.keys ?? {},
): Promise<Erased> {
  const { connector } = scene
  try {
    const outcome = await scene.call(() => connector.erase?.(scene.context(), person, keys))
    if (outcome === undefined) throw new Error('It erases nobody.')
    if (outcome.status === 'failed' && isFault(outcome.fault))
      scene.caught('the outcome of an erasure', outcome.fault)
    return { outcome }
  } catch (error) {
    return { fault: scene.caught('erasing a person', error) }
  }
}

/** Asks again as long as the vendor is at it, and lets the time pass that the connector names. */
export async function eraseToItsEnd(at: EraseAt): Promise<Erased & { readonly waited: number }> {
  for (let waited = 0; ; waited += 1) {
    const erased = await erase(at)
    if (erased.outcome?.status !== 'pending' || waited >= mostQuestions)
      return { ...erased, waited }
    at.scene.simulated.pass?.(erased.outcome.afterMs)
  }
}

/** Done, or nothing that this connector could do, and why. */
export function isSettled({ outcome }: Erased): boolean {
  return outcome?.status === 'ok' || (outcome?.status === 'skipped' && outcome.reason !== '')
}

/** Which of some texts stand in what the vendor has. */
export async function standing(
  { vendor }: EraseAt,
  texts: readonly string[],
): Promise<readonly string[]> {
  const stored = JSON.stringify(await vendor.stored()).toLowerCase()
  return texts.filter((text) => stored.includes(JSON.stringify(text).slice(1, -1).toLowerCase()))
}

/** A double that does not have the person proves nothing. */
export async function mustStand(at: EraseAt): Promise<void> {
  const { traces, others } = at.vendor
  const missing = [...traces, ...others].filter((text) => text !== '')
  const found = await standing(at, missing)
  if (found.length === missing.length && traces.length > 0) return
  throw mismatch({
    expected: 'a double that has the person to erase, and others',
    happened: `of what \`traces\` and \`others\` name, ${missing.length - found.length} are not in \`stored()\` at the beginning.`,
    mend: 'Let the double begin with them.',
  })
}

export function toldOf({ outcome, fault }: Erased): string {
  if (fault !== undefined) return `${fault.kind}: ${fault.message}`
  return JSON.stringify(outcome)
}
