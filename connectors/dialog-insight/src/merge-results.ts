import { fault, faultOf, type Fault, type Outcome } from '@cartograph/core'
import * as z from 'zod'
import { assumedResultWords } from './assumptions.ts'
import { vendorWords } from './client.ts'
import { said, type ReadAsking, type Refused } from './refusal.ts'
import type { Settings } from './settings.ts'
import type { MergeOptions } from './table-settings.ts'
import type { WrittenValue } from './values.ts'

/** What is merged into: the contacts, or a table. */
export interface MergeTarget {
  /** `Contacts.Merge` or `RelationalTables.Merge`. */
  readonly name: string
  /** In the merchant's words: the contacts, or the name of the table. */
  readonly of: string
  readonly scope: { readonly idProject: number } | { readonly idTable: number }
  readonly options: MergeOptions
  /** A read that nothing is wrong with. */
  readonly read: ReadAsking
}

export interface MergeRecord {
  readonly id: Readonly<Record<string, string | number>>
  readonly data: Readonly<Record<string, WrittenValue>>
}

const result = z.looseObject({
  IdRecord: z.union([z.number(), z.string()]).nullish(),
  Status: z.string().nullish(),
  ValidationResult: z.string().nullish(),
  Message: z.string().nullish(),
  ID: z.record(z.string(), z.unknown()).nullish(),
})
type Result = z.infer<typeof result>
export const mergeAnswer = z.looseObject({ Records: z.array(result) })

/** Results by the key that they name; by their place where they name none. */
export function outcomesOf(
  config: Settings,
  target: MergeTarget,
  records: readonly MergeRecord[],
  results: readonly Result[],
): readonly Outcome[] {
  const named = new Map<string, Result>()
  for (const one of results)
    if (one.ID !== null && one.ID !== undefined) {
      const text = idText(one.ID)
      // What differs in case alone is told apart where the vendor does.
      if (!named.has(text.toLowerCase())) named.set(text.toLowerCase(), one)
      named.set(text, one)
    }
  const isByPlace = named.size === 0 && results.length === records.length
  return records.map(({ id }, index) => {
    const text = idText(id)
    const own = isByPlace ? results[index] : (named.get(text) ?? named.get(text.toLowerCase()))
    return own === undefined ? { status: 'unknown' } : outcomeOf(config, target, own)
  })
}

function idText(id: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    Object.entries(id)
      .map(([name, value]) => [name, String(value)])
      .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  )
}

function outcomeOf(config: Settings, { of, name }: MergeTarget, own: Result): Outcome {
  const {
    done = assumedResultWords.done,
    skipped = assumedResultWords.skipped,
    valid = assumedResultWords.valid,
  } = config.resultWords ?? {}
  const { Status: status = '', ValidationResult: validation = '', Message: message = '' } = own
  const words = [validation === valid ? status : validation, vendorWords(message ?? '', config)]
    .filter((text) => (text ?? '') !== '')
    .join(': ')
  if ((skipped as readonly string[]).includes(status ?? ''))
    return {
      status: 'skipped',
      reason: `Dialog Insight passed it over (${words}).`,
      again: 'changed',
    }
  const isDone = (done as readonly string[]).includes(status ?? '') || validation === valid
  if (isDone)
    return {
      status: 'ok',
      ...(own.IdRecord !== null &&
        own.IdRecord !== undefined && { remoteId: String(own.IdRecord) }),
    }
  return {
    status: 'failed',
    fault: recordFault({ code: '', words, status: 200 }, of, name),
  }
}

export function recordFault(
  refused: Pick<Refused, 'code' | 'words' | 'status'>,
  of: string,
  name: string,
): Fault {
  return faultOf(
    fault({
      kind: 'record',
      message: `Dialog Insight refuses the record of ${of}${said(refused)}`,
      hint: 'Mend it where it comes from, or by the mapping, and replay it.',
      request: { method: 'POST', route: name, status: refused.status },
    }),
  )
}
