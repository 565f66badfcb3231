import type { AutomationShape, ContactingShape } from './automation-shape.ts'
import type {
  Automation,
  AutomationDeed,
  AutomationStepSettings,
  ContactingSettings,
  MessageLimit,
} from './automation-settings.ts'

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function spanMs(text: string): number {
  return Number(text.slice(0, -1)) * (unitMs[text.slice(-1)] ?? 0)
}

interface Around {
  readonly contacting: ContactingSettings
  readonly connections: readonly string[] | undefined
}

/** An automation with everything that is left out. */
export function automationOf(
  id: string,
  shape: AutomationShape,
  { contacting, connections }: Around,
): Automation {
  const { on, when, still, most, language } = shape
  const limit = limitOf(most)
  return {
    id,
    on: typeof on === 'string' ? { event: on } : withoutMissing(on),
    connections,
    ...(when !== undefined && { when }),
    in: listOf(shape.in),
    notIn: listOf(shape.notIn),
    ...(still !== undefined && { still }),
    steps: shape.steps.map((step) => stepOf(step, contacting)),
    onHistory: shape.onHistory ?? false,
    withinMs: spanMs(shape.within ?? '3d'),
    purpose: shape.purpose ?? 'marketing',
    consent: shape.consent ?? 'required',
    ...(limit !== undefined && { most: limit }),
    brake: shape.brake ?? 5000,
    perMinute: shape.perMinute ?? 600,
    ...(language !== undefined && { language }),
    paused: shape.paused ?? false,
  }
}

function stepOf(
  step: AutomationShape['steps'][number],
  contacting: ContactingSettings,
): AutomationStepSettings {
  return {
    afterMs: spanMs(step.after ?? '0s'),
    ...(step.when !== undefined && { when: step.when }),
    values: step.values ?? {},
    deed: deedOf(step, contacting),
  }
}

function deedOf(
  step: AutomationShape['steps'][number],
  contacting: ContactingSettings,
): AutomationDeed {
  const { mail, tag, set, webhook, slack, act } = step
  if (mail !== undefined) {
    const { to = 'customer', through = contacting.mail ?? '', ...rest } = mail
    return { action: 'mail', through, to, ...withoutMissing(rest) }
  }
  if (tag !== undefined) {
    const { add = [], remove = [] } = Array.isArray(tag) ? { add: tag } : tag
    return { action: 'tag', add, remove }
  }
  if (set !== undefined) return { action: 'set', properties: set }
  if (webhook !== undefined) {
    const { key = '{{ run }}', through, body } = webhook
    return { action: 'webhook', through, key, body }
  }
  if (slack !== undefined) {
    const { through = contacting.slack ?? '', text } = slack
    return { action: 'slack', through, text }
  }
  const { through = '', input = {}, toCustomer = false } = act ?? {}
  return { action: 'act', through, input, toCustomer }
}

/** What holds for everything that is sent to people. */
export function contactingOf({
  mail,
  slack,
  quietHours,
  most,
  campaign,
}: ContactingShape): ContactingSettings {
  const limit = limitOf(most)
  return {
    ...(mail !== undefined && { mail }),
    ...(slack !== undefined && { slack }),
    ...(quietHours !== undefined && { quietHours }),
    ...(limit !== undefined && { most: limit }),
    ...(campaign !== undefined && { campaign: new Map(Object.entries(campaign)) }),
  }
}

function limitOf(most: AutomationShape['most']): MessageLimit | undefined {
  return most === undefined ? undefined : { most: most.messages, withinMs: spanMs(most.in) }
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return []
  return typeof given === 'string' ? [given] : given
}

type Present<Value> = { [Name in keyof Value]: Exclude<Value[Name], undefined> }

/** An object without fields that are there and undefined. */
function withoutMissing<Value extends object>(value: Value): Present<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as Present<Value>
}
