import { faultOf, isFault, type Context, type Outcome } from '@cartograph/core'
import { ask, parsedAs } from './client.ts'
import {
  mergeAnswer,
  outcomesOf,
  recordFault,
  type MergeRecord,
  type MergeTarget,
} from './merge-results.ts'
import { commonFault, kindOf, refusalFault } from './refusal.ts'
import type { Settings } from './settings.ts'
import type { MergeOptions } from './table-settings.ts'

/**
 * Merges records by one call, and by more where it is refused for one of them.
 *
 * The vendor says of each record what came of it. Where it refuses the call, and neither its code nor a plain read tells why, it may be
 * for a record: halves find it, and the others land.
 */
export async function mergeRecords(
  context: Context<Settings>,
  target: MergeTarget,
  records: readonly MergeRecord[],
): Promise<readonly Outcome[]> {
  if (records.length === 0) return []
  const { name, of } = target
  let answer
  try {
    answer = await ask(context, {
      name,
      effect: 'repeatable',
      body: {
        ...target.scope,
        Records: records.map(({ id, data }) => ({ ID: id, Data: data })),
        MergeOptions: optionsOf(target.options),
      },
    })
  } catch (error) {
    const waits = kept(error)
    if (waits === undefined) throw error
    return records.map(() => waits)
  }
  if (answer.kind === 'good')
    return outcomesOf(
      context.config,
      target,
      records,
      parsedAs(mergeAnswer, answer.body, name).Records,
    )
  const kind = kindOf(answer, context.config)
  if (kind !== undefined && kind !== 'tooMany') {
    const common = refusalFault(answer, kind, { name, of })
    return records.map(() => ({ status: 'failed', fault: faultOf(common) }))
  }
  if (kind === undefined) {
    const common = await commonFault(context, answer, target)
    if (common !== undefined)
      return records.map(() => ({ status: 'failed', fault: faultOf(common) }))
  }
  if (records.length === 1)
    return [
      {
        status: 'failed',
        fault: faultOf(
          kind === 'tooMany'
            ? refusalFault(answer, kind, { name, of })
            : recordFault(answer, of, name),
        ),
      },
    ]
  const middle = Math.ceil(records.length / 2)
  const first = await mergeRecords(context, target, records.slice(0, middle))
  try {
    return [...first, ...(await mergeRecords(context, target, records.slice(middle)))]
  } catch (error) {
    // What landed before must not be forgotten for it.
    if (!isFault(error)) throw error
    return [...first, ...records.slice(middle).map((): Outcome => ({ status: 'unknown' }))]
  }
}

/** A rate limit: certainly nothing was done. */
export function kept(error: unknown): Outcome | undefined {
  const { kind, retryAfterMs } = faultOf(error)
  if (!isFault(error) || kind !== 'rateLimit') return undefined
  return { status: 'untouched', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) }
}

function optionsOf({
  insert = true,
  update = true,
  skipDuplicates = false,
  skipUnmatched = false,
  returnOnSuccess = false,
  returnOnError = false,
  fields = null,
}: MergeOptions) {
  return {
    AllowInsert: insert,
    AllowUpdate: update,
    SkipDuplicateRecords: skipDuplicates,
    SkipUnmatchedRecords: skipUnmatched,
    ReturnRecordsOnSuccess: returnOnSuccess,
    ReturnRecordsOnError: returnOnError,
    FieldOptions: fields,
  }
}
