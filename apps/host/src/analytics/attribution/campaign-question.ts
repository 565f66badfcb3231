import { fault } from '@cartograph/core'
import * as z from 'zod'
import { dayRange, type DayRange } from '../calendar/range.ts'
import { attributionModels, type AttributionModel } from './choose-touch.ts'

/** By what campaigns can be told apart, and what was sold by them. */
export const campaignDimensions = [
  'source',
  'medium',
  'campaign',
  'message',
  'store',
  'product',
  'category',
] as const
export type CampaignDimension = (typeof campaignDimensions)[number]

const questionShape = z.strictObject({
  range: z.strictObject({ from: z.string().max(40), to: z.string().max(40) }),
  by: z.array(z.enum(campaignDimensions)).max(campaignDimensions.length).optional(),
  model: z.enum(attributionModels).optional(),
  currency: z.string().max(10).optional(),
  stores: z.array(z.string().max(600)).max(1000).optional(),
  limit: z.int().min(1).max(10_000).optional(),
})

export interface CampaignQuestion {
  readonly range: DayRange
  readonly by: readonly CampaignDimension[]
  /** Undefined: the one of the configuration. */
  readonly model: AttributionModel | undefined
  readonly currency: string | undefined
  /** Empty: all. */
  readonly stores: readonly string[]
  /** So many rows at the most, those with the most revenue. */
  readonly limit: number
}

const usual: readonly CampaignDimension[] = ['source', 'medium', 'campaign']
const usualLimit = 1000

/** @throws a `config` fault that says where the question is wrong. */
export function campaignQuestionIn(value: unknown): CampaignQuestion {
  const parsed = questionShape.safeParse(value)
  if (!parsed.success) throw notUnderstood(parsed.error)
  const { range, by = usual, model, currency, stores = [], limit = usualLimit } = parsed.data
  if (by.includes('product') && by.includes('category'))
    throw fault({
      kind: 'config',
      message: 'Campaigns are told by product or by category, not by both at once.',
      hint: 'Ask twice.',
    })
  return {
    range: dayRange(range.from, range.to),
    by: [...new Set(by)],
    model,
    currency,
    stores,
    limit,
  }
}

function notUnderstood({ issues: [issue] }: z.ZodError): Error {
  const place =
    issue === undefined || issue.path.length === 0 ? 'The question' : `\`${issue.path.join('.')}\``
  return fault({
    kind: 'config',
    message: `${place} was not understood: ${issue?.message ?? 'it has another form'}.`,
    hint: `A question has \`range\`, and may have \`by\` (of ${campaignDimensions.join(', ')}), \`model\` (${attributionModels.join(' or ')}), \`currency\`, \`stores\` and \`limit\`.`,
  })
}
