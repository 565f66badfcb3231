import { author, type JsonObject, type Outcome } from '@cartograph/core'
import { onTestFinished } from 'vitest'
import * as z from 'zod'
import {
  defaultAttribution,
  defaultContacting,
  defaultCustomers,
  type Automation,
  type Connection,
  type ContactingSettings,
} from '../../config/index.ts'
import {
  catchUpCustomers,
  followCustomers,
  openWriting,
  type WritingScene,
} from '../../customers/index.ts'
import { writeRows } from '../../customers/testing/commerce-rows.ts'
import { followConsents } from '../../delivery/index.ts'
import { engineClock } from '../../queue/index.ts'
import {
  automationRunsAbout,
  lastAutomationRuns,
  stepsOfRuns,
  type Lane,
  type Store,
} from '../../store/index.ts'
import { shortWaits } from '../../testing/scripted-host.ts'
import { noWaits, scriptedInstallation } from '../../testing/scripted-installation.ts'
import type { AutomationInstallation } from '../automation-scenes.ts'
import { answerChanges, doSteps } from '../automation-work.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export interface SentInput {
  readonly action: string
  readonly key: string
  readonly input: JsonObject
}

/** A shop and places to send to, on a store whose clock stands where the test sets it. */
export interface AutomationStage {
  readonly store: Store
  readonly installation: AutomationInstallation
  readonly writing: WritingScene
  at: number
  readonly sent: SentInput[]
  /** How the next ones end. Default: well. */
  readonly endings: (() => Outcome)[]
  /** What the log was told. */
  readonly told: string[]
  put(entity: string, id: string, row: JsonObject | undefined, lane?: Lane): Promise<void>
  /** An order that was placed and paid now, of somebody with an address. */
  order(id: string, row?: JsonObject, lane?: Lane): Promise<void>
  /** Judges what changed, and does what is due. */
  work(): Promise<void>
  later(spanMs: number): Promise<void>
  /** How the steps of an automation stand, of its newest run. */
  steps(automation: string): Promise<readonly (readonly [string, string | null])[]>
}

const standard: Automation = {
  id: 'thanks',
  on: { event: 'order.paid' },
  connections: undefined,
  in: [],
  notIn: [],
  steps: [],
  onHistory: false,
  withinMs: 3 * dayMs,
  purpose: 'transactional',
  consent: 'required',
  brake: 5000,
  perMinute: 600,
  paused: false,
}

export const mailStep: Automation['steps'][number] = {
  afterMs: 0,
  values: {},
  deed: {
    action: 'mail',
    through: 'post.mail',
    to: 'customer',
    subject: 'Thank you',
    text: "Hello {{ customer.firstName | or 'there' }}",
  },
}

export async function automationStage(
  automations: readonly Partial<Automation>[],
  contacting: Partial<ContactingSettings> = {},
  { domains = [] }: { readonly domains?: readonly string[] } = {},
): Promise<AutomationStage> {
  const sent: SentInput[] = []
  const endings: AutomationStage['endings'] = []
  const told: string[] = []
  const scripted = await scriptedInstallation()
  onTestFinished(() => scripted.close())
  const given = scripted.installation([place(sent, endings)], [])
  const all = automations.map((each) => ({ ...standard, steps: [mailStep], ...each }))
  const now = () => stage.at
  const clock = engineClock(now)
  const installation: AutomationInstallation = {
    ...given,
    configuration: {
      ...given.configuration,
      host: { url: 'https://data.shop.example' },
      automations: new Map(all.map((each) => [each.id, each])),
      contacting: { ...defaultContacting, ...contacting },
      attribution: { ...defaultAttribution, links: { add: true, domains } },
    },
    clock,
    now,
    engine: { waits: noWaits },
  }
  const { store } = installation
  const { signal } = new AbortController()
  const host = {
    ...installation,
    log: ({ message }: { readonly message: string }) => void told.push(message),
    waits: { ...shortWaits, retryMs: minuteMs },
  }
  const settings = defaultCustomers
  const writing = openWriting({
    store,
    lines: installation.lines,
    settings,
    engine: {},
    clock,
    signal,
    owner: 'stage',
    catchUp: () => catchUpCustomers(store, { settings, now }),
  })
  const stage: AutomationStage = {
    store,
    installation,
    writing,
    at: Date.parse('2026-11-25T10:00:00Z'),
    sent,
    endings,
    told,
    put: (entity, id, row, lane) => writeRows(store, [{ entity, id, row }], lane),
    order: (id, row = {}, lane) =>
      stage.put(
        'order',
        id,
        {
          connection: 'shop',
          number: id.slice(id.indexOf(':') + 1),
          status: 'paid',
          placedAt: new Date(stage.at).toISOString(),
          currency: 'EUR',
          total: 5000,
          email: `${id.replace(':', '-')}@example.com`,
          ...row,
        },
        lane,
      ),
    work: async () => {
      await followCustomers(store, { signal, now })
      await followConsents(store, [], clock, signal)
      await answerChanges(host, signal)
      await doSteps(host, () => writing, signal)
    },
    later: async (spanMs) => {
      stage.at += spanMs
      await stage.work()
    },
    steps: async (automation) => {
      const [run] = await store.read((dialect, org) =>
        lastAutomationRuns(dialect, org, automation, 1),
      )
      if (run === undefined) return []
      const steps = await store.read((dialect, org) => stepsOfRuns(dialect, org, [run.run]))
      return steps.map(({ state, reason }) => [state, reason] as const)
    },
  }
  // What was there before somebody follows is history.
  await stage.work()
  stage.at += 1000
  return stage
}

/** The runs about a customer, with what they are of. */
export function runsAbout(stage: AutomationStage, customers: readonly string[]) {
  return stage.store.read((dialect, org) => automationRunsAbout(dialect, org, { customers }, 50))
}

function place(sent: SentInput[], endings: AutomationStage['endings']): Connection {
  const kit = author(z.unknown())
  const action = (name: string) =>
    kit.action({
      schema: z.looseObject({}),
      onUnknown: name === 'mail' ? 'lose' : 'repeatWithKey',
      landMs: 0,
      subject: (input) => {
        const { to, purpose } = input as { to?: readonly string[]; purpose?: string }
        const email = to?.[0]
        if (email === undefined) return null
        return { email, ...(purpose === 'marketing' && { needs: ['email' as const] }) }
      },
      run: async (_context, input, { idempotencyKey: key }) => {
        const outcome = endings.shift()?.() ?? { status: 'ok' as const }
        sent.push({ action: name, key, input: input as JsonObject })
        return outcome
      },
    })
  const connector = kit.connector({
    id: 'post',
    name: 'Post',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({
      actions: { mail: action('mail'), message: action('message'), request: action('request') },
    }),
  })
  return {
    id: 'post',
    connectorName: 'post',
    version: '1.0.0',
    connector,
    config: {},
    fingerprint: 'f1',
    secrets: [],
    paths: [],
    needs: [],
    budgets: 'on',
    mappings: [],
  }
}
