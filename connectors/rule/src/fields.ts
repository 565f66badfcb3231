import { fault, type Change, type Context, type Key } from '@cartograph/core'
import * as z from 'zod'
import { ruleId } from './identity.ts'
import { readList } from './lists.ts'
import { misfit } from './misfit.ts'
import { readRecords, type RuleRecord } from './records.ts'
import { kit, type Settings } from './settings.ts'
import { subscriberList } from './subscribers.ts'

/** One value of one field of a subscriber; of a historical group one for each record. */
export const fieldRow = z.looseObject({
  subscriberId: z.string(),
  recordId: ruleId,
  group: z.string(),
  historical: z.boolean(),
  field: z.string(),
  type: z.string(),
  value: z.json(),
  createdAt: z.string().nullish(),
})
export type FieldRow = z.infer<typeof fieldRow>

/**
 * The values of all subscribers, each by itself.
 *
 * A value that does not fit its field, such as one that somebody wrote by hand, is reported alone: neither the other values nor the
 * subscriber are missing for it.
 */
export const fields = kit.stream({
  schema: fieldRow,
  key: ({ subscriberId, recordId, field }) => [subscriberId, String(recordId), field],
  deletes: 'absent',
  list: {
    params: z.object({ subscriber: z.string() }),
    position: z.null(),
    async *plan(context) {
      for await (const { items } of readList(context, subscriberList, undefined))
        for (const { id } of items) yield { params: { subscriber: String(id) } }
    },
    async *read(context, { params: { subscriber } }) {
      const items: Change<FieldRow>[] = []
      for await (const page of readRecords(context, subscriber))
        items.push(...page.flatMap((record) => changesOf(subscriber, record)))
      yield { items, next: null, end: true }
    },
  },
  get: {
    maxKeys: 1,
    async read(context: Context<Settings>, keys: readonly Key[]) {
      const rows: (FieldRow | null)[] = []
      for (const [subscriber, record, field] of keys) {
        const changes: Change<FieldRow>[] = []
        for await (const page of readRecords(context, String(subscriber)))
          for (const one of page)
            if (String(one.id) === String(record))
              changes.push(...changesOf(String(subscriber), one))
        const found = changes.flatMap((change) =>
          change.op === 'upsert' && change.row.field === field ? [change.row] : [],
        )
        rows.push(found[0] ?? null)
      }
      return rows
    },
  },
})

function changesOf(subscriberId: string, record: RuleRecord): readonly Change<FieldRow>[] {
  return record.values.map(({ field_name: field, field_type: given, field_value: value }) => {
    const type = given ?? 'text'
    const key: Key = [subscriberId, String(record.id), field]
    const at = `${record.group_name}.${field}`
    const expected = misfit(type, value)
    if (expected !== undefined)
      return {
        op: 'reject',
        key,
        at,
        fault: fault({
          kind: 'record',
          message: `A value of the field ${at} in Rule is not what the field holds: expected ${expected}.`,
          hint: 'Mend the value in Rule, on the page of the subscriber. The customer and their other values are there all the same.',
          path: [record.group_name, field],
        }),
      }
    return {
      op: 'upsert',
      row: {
        subscriberId,
        recordId: String(record.id),
        group: record.group_name,
        historical: record.historical === true,
        field,
        type,
        value: value ?? null,
        createdAt: record.created_at ?? null,
      },
    }
  })
}
