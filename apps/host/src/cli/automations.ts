import { fault } from '@cartograph/core'
import type { Installation } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import {
  automationLog,
  automationNamed,
  automationStandings,
  dryRunOf,
  turnAutomation,
} from '../work/index.ts'
import type { AutomationAction } from './actions.ts'
import { dryRunText, runsText, standingText, standingsText } from './automations-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface AutomationsCommandOptions extends CommonOptions {
  readonly from?: string
  readonly to?: string
  readonly person?: string
  readonly show?: boolean
  readonly skipWaiting?: boolean
  readonly limit: number
}

interface Answer {
  readonly json: object
  readonly text: string
}

const dayMs = 86_400_000

/** `cartograph automations list|show|runs|dry-run|pause|resume [id]`. */
export function automationsCommand(
  terminal: Terminal,
  action: AutomationAction,
  id: string | undefined,
  options: AutomationsCommandOptions,
): Promise<ExitCode> {
  const readOnly = action !== 'pause' && action !== 'resume'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    const { json, text } = await answerOf(installation, terminal.signal, { action, id, options })
    await terminal.out(options.json === true ? `${JSON.stringify(json)}\n` : text)
    return 0
  })
}

interface Asked {
  readonly action: AutomationAction
  readonly id: string | undefined
  readonly options: AutomationsCommandOptions
}

async function answerOf(
  installation: Installation,
  signal: AbortSignal,
  { action, id, options }: Asked,
): Promise<Answer> {
  const own = {
    ...installation,
    clock: engineClock(installation.store.now),
    now: Date.now,
    engine: {},
  }
  switch (action) {
    case 'list': {
      const automations = await automationStandings(installation)
      return { json: { automations }, text: standingsText(automations) }
    }
    case 'show': {
      const automation = automationNamed(installation, named(id))
      const standing = (await automationStandings(installation)).find((each) => each.id === id)
      return {
        json: { ...automation, ...standing, on: automation.on },
        text: standingText(automation, standing),
      }
    }
    case 'runs': {
      const { person, limit } = options
      const wanted =
        person === undefined
          ? { automation: automationNamed(installation, named(id)).id }
          : { person }
      const runs = await automationLog(installation, wanted, limit)
      return { json: { runs }, text: runsText(runs) }
    }
    case 'dry-run': {
      const { examples, ...run } = await dryRunOf(own, named(id), {
        from: options.from === undefined ? undefined : dayStart(options.from),
        to: options.to === undefined ? undefined : dayStart(options.to) + dayMs,
        signal,
      })
      const shown = options.show === true ? examples : []
      return {
        json: { ...run, ...(options.show === true && { examples }) },
        text: dryRunText(run, shown),
      }
    }
    case 'pause':
    case 'resume': {
      const { skipped } = await turnAutomation(own, named(id), {
        state: action === 'pause' ? 'paused' : 'active',
        skipWaiting: options.skipWaiting ?? false,
        actor: { kind: 'command' },
      })
      const says = action === 'pause' ? 'is paused' : 'goes on'
      return {
        json: { id, skipped },
        text: `${named(id)} ${says}.${skipped > 0 ? ` ${skipped} steps that waited are left out.` : ''}\n`,
      }
    }
    default:
      return action satisfies never
  }
}

function named(id: string | undefined): string {
  if (id !== undefined) return id
  throw fault({
    kind: 'config',
    message: 'Which automation?',
    hint: '`cartograph automations list` shows them.',
  })
}

/** @throws a `config` fault for what is no day. */
function dayStart(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at))
    throw fault({
      kind: 'config',
      message: `Expected a day such as 2026-11-02, and not "${text}".`,
    })
  return at
}
