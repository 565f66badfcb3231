import { fault } from '@cartograph/core'
import {
  compileAutomation,
  dryRunAutomation,
  previewAutomation,
  type AutomationDryRun,
  type AutomationPreview,
} from '../automation/index.ts'
import { defaultContacting, writtenAutomation } from '../config/index.ts'
import { storedConsents } from '../delivery/index.ts'
import { presentPerson } from '../store/index.ts'
import { automationNamed } from './automation-desk.ts'
import {
  automationScene,
  compiledAutomations,
  describedDeed,
  type AutomationInstallation,
} from './automation-scenes.ts'

const dayMs = 86_400_000

/** What an automation would have done with what happened in some days. Nothing is sent and nothing is written. */
export async function dryRunOf(
  installation: AutomationInstallation,
  id: string,
  options: {
    readonly from?: number | undefined
    readonly to?: number | undefined
    readonly signal: AbortSignal
  },
): Promise<AutomationDryRun> {
  automationNamed(installation, id)
  const compiled = (await compiledAutomations(installation.configuration)).get(id)
  if (compiled === undefined) throw new Error(`${id} was not compiled.`)
  const to = options.to ?? installation.clock.now()
  return dryRunAutomation(dryScene(installation, options.signal), compiled, {
    from: options.from ?? to - 30 * dayMs,
    to,
  })
}

/**
 * What an automation, kept or not, would do about one person; nothing is sent and nothing is written.
 *
 * @throws a `config` fault for one that is not right, a `notFound` fault for somebody who is not there.
 */
export async function previewOf(
  installation: AutomationInstallation,
  {
    id,
    value,
    customer,
    signal,
  }: {
    readonly id: string
    readonly value: unknown
    readonly customer: string
    readonly signal: AbortSignal
  },
): Promise<AutomationPreview> {
  const { configuration, store, clock } = installation
  const written = writtenAutomation(id, value, configuration.contacting ?? defaultContacting)
  const compiled = await compileAutomation(written)
  const person = await store.read((dialect, org) => presentPerson(dialect, org, customer))
  if (person === undefined) throw fault({ kind: 'notFound', message: 'There is no such person.' })
  const scene = dryScene(installation, signal)
  return previewAutomation(scene, compiled, { person, now: clock.now() })
}

function dryScene(installation: AutomationInstallation, signal: AbortSignal) {
  const { store, clock } = installation
  return {
    ...automationScene(installation),
    // A link that works is for who gets the mail, and nobody gets this one.
    unsubscribeLink: async () => 'https://unsubscribe.example/',
    describe: (through: string) => describedDeed(installation, through),
    consents: (unknown: 'required' | 'assumed') => storedConsents(store, clock, unknown),
    signal,
  }
}
