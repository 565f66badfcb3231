import { fault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { assumedModuleInputs } from './assumptions.ts'
import { askRaptor, parsedBody } from './client.ts'
import { namedBack } from './columns.ts'
import { kit, type Settings } from './settings.ts'

/** A module holds so many products. */
const mostProducts = 50
const defaultModule = 'GetSimilarItems'
const route = '/v1/{customer}/{module}/{count}/{key}'

const question = z.strictObject({
  module: z.string().min(1).optional(),
  count: z.int().min(1).max(mostProducts).optional(),
  product: z.string().nullish(),
  user: z.string().nullish(),
  cookie: z.string().nullish(),
  category: z.string().nullish(),
  brand: z.string().nullish(),
  /** Other inputs of the module, by their names in Raptor. */
  more: z.record(z.string(), z.string()).optional(),
})
export type Question = z.infer<typeof question>

/** Where Raptor has it, a product comes with columns of the feed. */
const recommended = z
  .object({ id: z.string(), priority: z.number().optional(), seenAt: z.string().optional() })
  .catchall(z.json())
export type Recommended = z.infer<typeof recommended>

const answered = z.array(
  z.looseObject({
    RecommendedId: z.union([z.string(), z.number()]),
    Priority: z.number().optional(),
    CreateDate: z.string().optional(),
  }),
)

/** What a module recommends for a product or a person. */
export const recommendations = kit.lookup({
  input: question,
  output: z.array(recommended),
  freshMs: 3_600_000,
  get: recommend,
})

/**
 * Asks a module. An empty answer is an empty list.
 *
 * @see https://github.com/RaptorServices/ucommerce.raptor (read 2026-11)
 */
export async function recommend(
  context: Context<Settings>,
  { module, count = 10, more = {}, ...asked }: Question,
): Promise<Recommended[]> {
  const { config } = context
  const { customerId, apiKey } = config
  if (apiKey === undefined)
    throw fault({
      kind: 'config',
      scope: 'part',
      message: 'There is no key for recommendations.',
      hint: 'Ask Raptor’s support for one, and write it into `apiKey`.',
    })
  const name = module ?? config.module ?? defaultModule
  const response = await askRaptor(context, {
    service: 'recommendations',
    path: `/v1/${customerId}/${encodeURIComponent(name)}/${count}/${encodeURIComponent(apiKey)}?${queryOf(config, asked, more)}`,
    route,
    expect: [400, 404],
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw fault(unknownModule(response.status))
  }
  const rows = await parsedBody(response, answered, 'recommendations')
  return rows.map((row) => {
    const { RecommendedId, Priority, CreateDate, ...columns } = row
    return Object.assign(namedBack(config, columns), {
      id: String(RecommendedId),
      ...(Priority !== undefined && { priority: Priority }),
      ...(CreateDate !== undefined && { seenAt: CreateDate }),
    }) as Recommended
  })
}

export function unknownModule(status: number) {
  return {
    kind: 'config' as const,
    scope: 'part' as const,
    message: `Raptor does not answer for this module or these inputs (${status}).`,
    hint: 'Compare `customerId`, the name of the module and the names of its inputs (`moduleInputs`) with its page in the control panel of Raptor.',
    request: { method: 'GET', route, status },
  }
}

function queryOf(
  { moduleInputs = {} }: Settings,
  asked: Omit<Question, 'module' | 'count' | 'more'>,
  more: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({ FullInfo: 'True', json: 'True' })
  for (const [input, name] of Object.entries(assumedModuleInputs)) {
    const key = input as keyof typeof assumedModuleInputs
    const value = asked[key]
    if (value !== undefined && value !== null && value !== '')
      query.set(moduleInputs[key] ?? name, value)
  }
  for (const [name, value] of Object.entries(more)) query.set(name, value)
  return query.toString()
}
