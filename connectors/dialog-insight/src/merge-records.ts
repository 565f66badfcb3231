import { faultOf, isFault, type Context, type Fault, type Outcome } from '@cartograph/core'
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
  const outcomes = await merged(context, target, records, false)
  const common = outcomes.length < fewToJudge ? undefined : commonWords(outcomes)
  if (common === undefined) return outcomes
  // What every record of a large batch meets alike is no fault of a record.
  const fault: Fault = {
    ...common,
    kind: 'config',
    scope: 'part',
    hint: `Every record meets the same. \`cartograph check\` looks whether every column is there; what a code means may be told by \`errorCodes\`.`,
  }
  return outcomes.map(() => ({ status: 'failed', fault }))
}

const fewToJudge = 10

function commonWords(outcomes: readonly Outcome[]): Fault | undefined {
  const [first] = outcomes
  if (first?.status !== 'failed' || first.fault.kind !== 'record') return undefined
  const { fault } = first
  const isSame = (one: Outcome) =>
    one.status === 'failed' && one.fault.kind === 'record' && one.fault.message === fault.message
  return outcomes.every(isSame) ? fault : undefined
}

/** `isAboutRecords`: a plain read was good, so that it is the records. */
async function merged(
  context: Context<Settings>,
  target: MergeTarget,
  records: readonly MergeRecord[],
  isAboutRecords: boolean,
): Promise<readonly Outcome[]> {
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
  const common =
    kind !== undefined
      ? refusalFault(answer, kind, { name, of })
      : isAboutRecords
        ? undefined
        : await commonFault(context, answer, target)
  if (common !== undefined && (kind !== 'tooMany' || records.length === 1))
    return records.map(() => ({ status: 'failed', fault: faultOf(common) }))
  if (records.length === 1) return [{ status: 'failed', fault: recordFault(answer, of, name) }]
  const middle = Math.ceil(records.length / 2)
  const isKnown = isAboutRecords || kind === undefined
  const first = await merged(context, target, records.slice(0, middle), isKnown)
  try {
    return [...first, ...(await merged(context, target, records.slice(middle), isKnown))]
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
