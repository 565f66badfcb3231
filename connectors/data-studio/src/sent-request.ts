import { fault } from '@cartograph/core'
import * as z from 'zod'

/**
 * Answers of whoever configures the data source; all of them are text.
 *
 * Fields of requests that no page names are ignored.
 */
const configParams = z.record(z.string(), z.string()).nullish()

export const configRequest = z.object({ configParams })

const condition = z.object({
  fieldName: z.string(),
  values: z.array(z.coerce.string()).default([]),
  type: z.string().default('INCLUDE'),
  operator: z.string(),
})

export const dataRequest = z.object({
  configParams,
  scriptParams: z.object({ sampleExtraction: z.boolean().optional() }).nullish(),
  dateRange: z.object({ startDate: z.string(), endDate: z.string() }).nullish(),
  fields: z.array(z.object({ name: z.string(), forFilterOnly: z.boolean().optional() })).min(1),
  dimensionsFilters: z.array(z.array(condition)).nullish(),
})

export type ConfigRequest = z.infer<typeof configRequest>
export type DataRequest = z.infer<typeof dataRequest>
export type Condition = z.infer<typeof condition>

/** @throws a `record` fault for what is no request of Data Studio. */
export async function sent<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<z.infer<Shape>> {
  const body: unknown = await request.json().catch(() => undefined)
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue === undefined || issue.path.length === 0 ? 'the body' : issue.path.join('.')
  throw fault({
    kind: 'record',
    message: `This is no request of Data Studio: ${place} was not understood.`,
    hint: 'Expected JSON as the community connector of this version sends it; deploy the script that belongs to this Cartograph.',
  })
}
