import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { recordsAtOnce } from './assumptions.ts'
import { askRule, parsedAs } from './client.ts'
import { ruleId } from './identity.ts'
import type { Settings } from './settings.ts'

const recordValue = z.looseObject({
  field_name: z.string(),
  field_type: z.string().nullish(),
  field_value: z.json().optional(),
})
const record = z.looseObject({
  id: ruleId,
  group_name: z.string(),
  historical: z.boolean().nullish(),
  created_at: z.string().nullish(),
  values: z.array(recordValue),
})
export type RuleRecord = z.infer<typeof record>

const page = z.looseObject({
  data: z.array(record),
  meta: z.looseObject({ per_page: z.number().optional() }).optional(),
})

export interface RecordsWish {
  /** Only of this group. */
  readonly group?: string
  /** Only this field of each record. */
  readonly field?: string
}

/**
 * All records of a subscriber, page by page; none where there is no such subscriber or group.
 *
 * The vendor's search answers 404 where nothing is found, and answers with errors count against the account: a list has none.
 */
export async function* readRecords(
  context: Context<Settings>,
  subscriber: string,
  { group, field }: RecordsWish = {},
): AsyncGenerator<readonly RuleRecord[]> {
  const own = `/v3/custom-field-data/${encodeURIComponent(subscriber)}`
  const isGroup = group !== undefined
  const route = `/v3/custom-field-data/{id}${isGroup ? '/group/{group}' : ''}`
  for (let number = 1; ; number += 1) {
    const answer = await askRule(context, {
      path: isGroup ? `${own}/group/${encodeURIComponent(group)}` : own,
      route,
      query: {
        page: String(number),
        per_page: String(recordsAtOnce),
        ...(field !== undefined && { 'fields[]': field }),
      },
      expect: [404],
    })
    if (answer.status === 404) return
    const { data, meta } = parsedAs(page, answer, route)
    yield data
    if (data.length < (meta?.per_page ?? recordsAtOnce) || data.length === 0) return
  }
}

/** The text of a field of a record, where it has one. */
export function textOf({ values }: RuleRecord, field: string): string | undefined {
  const value = values.find(({ field_name: name }) => name === field)?.field_value
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
