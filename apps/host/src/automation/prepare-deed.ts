import type { Json, JsonObject } from '@cartograph/core'
import {
  withCampaignInHtml,
  withCampaignInText,
  type LinkCampaign,
  type TemplateManner,
} from '../templates/index.ts'
import { mailAddressIn, type AutomationScene } from './automation-scene.ts'
import type { CompiledAutomation, CompiledStep } from './compiled-automation.ts'
import { campaignOf } from './link-campaign.ts'
import { quietUntil, zonesOf } from './quiet-hours.ts'
import type { PreparedStep, StepLimit } from './step-maker.ts'
import type { SubjectContext } from './subject-context.ts'

export interface DeedAtHand {
  readonly compiled: CompiledAutomation
  readonly step: CompiledStep
  /** Its place among the steps. */
  readonly place: number
  readonly subject: SubjectContext
  readonly now: number
}

/** What a step does, with what is known now. */
export async function prepareDeed(scene: AutomationScene, hand: DeedAtHand): Promise<PreparedStep> {
  const { deed } = hand.step.settings
  switch (deed.action) {
    case 'mail':
      return prepareMail(scene, hand)
    case 'tag':
      return byHand(hand, '$customer.tag', { add: [...deed.add], remove: [...deed.remove] })
    case 'set':
      return byHand(hand, '$customer.set', { properties: made(hand, {}) })
    case 'webhook':
      return {
        kind: 'send',
        through: deed.through,
        input: {
          key: text(hand, 'key', {}),
          body: withLinks(campaignIn(scene, hand, false), made(hand, {})),
        },
      }
    case 'slack': {
      const said = text(hand, 'text', mannerOf(scene, hand))
      return {
        kind: 'send',
        through: deed.through,
        input: { text: withCampaignInText(said, campaignIn(scene, hand, false)) },
      }
    }
    case 'act':
    default: {
      const reached = deed.toCustomer ? reach(scene, hand) : {}
      if ('kind' in reached) return reached
      const campaign = campaignIn(scene, hand, deed.toCustomer)
      const input = withLinks(campaign, made(hand, mannerOf(scene, hand)))
      const { consent } = hand.compiled.automation
      return {
        kind: 'send',
        through: deed.through,
        input: input as JsonObject,
        consent,
        ...reached,
      }
    }
  }
}

async function prepareMail(scene: AutomationScene, hand: DeedAtHand): Promise<PreparedStep> {
  const { step, compiled, subject } = hand
  const { deed } = step.settings
  if (deed.action !== 'mail') throw new Error('The step is no mail.')
  const { automation } = compiled
  const isToCustomer = deed.to === 'customer'
  const reached = isToCustomer ? reach(scene, hand) : {}
  if ('kind' in reached) return reached
  const isMarketing = isToCustomer && automation.purpose === 'marketing'
  const email = mailAddressIn((subject.context['customer'] as JsonObject | undefined)?.['email'])
  const link = isMarketing && email !== undefined ? await scene.unsubscribeLink(email) : undefined
  const linked: DeedAtHand = {
    ...hand,
    subject: {
      ...subject,
      context: {
        ...subject.context,
        links: link === undefined ? {} : { unsubscribe: link },
      },
    },
  }
  const manner = mannerOf(scene, hand)
  const campaign = campaignIn(scene, hand, isToCustomer)
  const isWeb = link !== undefined && link.startsWith('https://')
  return {
    kind: 'send',
    through: deed.through,
    input: {
      to: deed.to === 'customer' ? [email ?? ''] : [...deed.to],
      subject: text(linked, 'subject', manner),
      ...(step.texts.has('text') && {
        text: withCampaignInText(text(linked, 'text', manner), campaign),
      }),
      ...(step.texts.has('html') && {
        html: withCampaignInHtml(text(linked, 'html', manner), campaign),
      }),
      ...(deed.replyTo !== undefined && { replyTo: deed.replyTo }),
      ...(isWeb && { unsubscribe: { url: link, oneClick: true } }),
      purpose: isMarketing ? 'marketing' : 'transactional',
    },
    consent: automation.consent,
    ...reached,
  }
}

type Reach = { readonly contact?: string; readonly limits?: readonly StepLimit[] }

/** Whether the person may be reached now, and what counts against their limits. */
function reach(
  { contacting, zoneOf }: AutomationScene,
  { compiled, subject, now }: DeedAtHand,
): Reach | Exclude<PreparedStep, { readonly kind: 'send' }> {
  const customer = (subject.context['customer'] ?? {}) as JsonObject
  const email = mailAddressIn(customer['email'])
  if (email === undefined)
    return {
      kind: 'skip',
      reason:
        typeof customer['email'] === 'string'
          ? 'What is kept as the e-mail address of the person is none.'
          : 'Nobody knows an e-mail address of whom it is about.',
    }
  const { automation } = compiled
  // What somebody asked for, such as a receipt, is theirs at any hour and however often.
  if (automation.purpose === 'transactional') return {}
  const { quietHours, most } = contacting
  if (quietHours !== undefined) {
    const row = subject.context['row'] as JsonObject | undefined
    const country = (customer['address'] as JsonObject | null | undefined)?.['country']
    const shop = zoneOf(typeof row?.['connection'] === 'string' ? row['connection'] : undefined)
    const zones = zonesOf(typeof country === 'string' ? country : undefined, shop)
    const until = quietUntil(now, quietHours, zones)
    if (until !== undefined)
      return { kind: 'wait', until, reason: 'It is night where the person lives.' }
  }
  const limits: StepLimit[] = []
  if (automation.most !== undefined)
    limits.push({
      ...automation.most,
      of: 'own',
      reason: 'The person has had as many of these messages as they may have.',
    })
  if (most !== undefined)
    limits.push({
      ...most,
      of: 'all',
      reason: 'The person has had as many messages as they may have for now.',
    })
  return { contact: email, limits }
}

/** What staff would do by hand, in the built-in source. */
function byHand({ subject }: DeedAtHand, through: string, wish: JsonObject): PreparedStep {
  if (subject.person === undefined)
    return { kind: 'skip', reason: 'Nobody is known whom it is about.' }
  return { kind: 'send', through, input: { person: subject.person, ...wish } }
}

function text({ step, subject }: DeedAtHand, field: string, manner: TemplateManner): string {
  const template = step.texts.get(field)
  return template === undefined ? '' : template(step.withValues(subject.context), manner)
}

function made({ step, subject }: DeedAtHand, manner: TemplateManner): Json {
  return step.value(step.withValues(subject.context), manner) ?? {}
}

function campaignIn(
  scene: AutomationScene,
  { compiled, place }: DeedAtHand,
  isToCustomer: boolean,
): LinkCampaign {
  return campaignOf(scene, compiled.automation, { step: place, isToCustomer })
}

/** Links in texts of a value have the parameters too. */
function withLinks(campaign: LinkCampaign, value: Json): Json {
  if (campaign.parameters.size === 0) return value
  const visit = (part: Json): Json => {
    if (typeof part === 'string') return withCampaignInText(part, campaign)
    if (Array.isArray(part)) return (part as readonly Json[]).map(visit)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part as JsonObject).map(([name, each]) => [name, visit(each ?? null)]),
    )
  }
  return visit(value)
}

function mannerOf({ zoneOf }: AutomationScene, { compiled, subject }: DeedAtHand): TemplateManner {
  const { context } = subject
  const row = context['row'] as JsonObject | undefined
  const own = (context['customer'] as JsonObject | undefined)?.['language']
  const language = compiled.automation.language ?? (typeof own === 'string' ? own : undefined)
  return {
    ...(language !== undefined && { language }),
    timeZone: zoneOf(typeof row?.['connection'] === 'string' ? row['connection'] : undefined),
  }
}
