import { attributionShape, type AttributionShape } from './attribution-shape.ts'

/** Which parameters of a link say what; the first that a link has counts. */
export interface LinkParameters {
  readonly source: readonly string[]
  readonly medium: readonly string[]
  readonly campaign: readonly string[]
  readonly message: readonly string[]
}

/** How orders are attributed to the campaigns whose links led to them. */
export interface AttributionSettings {
  readonly model: 'last' | 'first'
  /** How long before the order a link may have been followed. */
  readonly windowMs: number
  readonly parameters: LinkParameters
  /** Types of events that are clicks: the campaign that they name led to what was bought. */
  readonly clicks: readonly string[]
  readonly links: LinkSettings
}

/** What links of our own messages carry. */
export interface LinkSettings {
  readonly add: boolean
  /** Whose links do, with what is below them; undefined: where the shops are. */
  readonly domains?: readonly string[]
}

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 }

export const defaultAttribution: AttributionSettings = attributionFrom({})

/** What the file says of attribution; what is wrong in its shape has been reported by then. */
export function attributionOf(value: unknown): AttributionSettings | undefined {
  const parsed = attributionShape.safeParse(value)
  return parsed.success ? attributionFrom(parsed.data) : undefined
}

function attributionFrom({
  model = 'last',
  window = '30d',
  parameters = {},
  clicks = ['email.clicked', 'sms.clicked'],
  links = {},
}: AttributionShape): AttributionSettings {
  const { add = true, domains } = links
  return {
    model,
    windowMs: Number(window.slice(0, -1)) * (unitMs[window.slice(-1)] ?? 0),
    parameters: {
      source: namesOf(parameters.source, 'utm_source'),
      medium: namesOf(parameters.medium, 'utm_medium'),
      campaign: namesOf(parameters.campaign, 'utm_campaign'),
      message: namesOf(parameters.message, 'utm_content'),
    },
    clicks,
    links: { add, ...(domains !== undefined && { domains }) },
  }
}

function namesOf(given: string | readonly string[] | undefined, usual: string): readonly string[] {
  if (given === undefined) return [usual]
  return typeof given === 'string' ? [given] : given
}
