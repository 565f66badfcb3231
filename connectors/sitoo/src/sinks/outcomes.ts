import { fault, isFault, type Outcome } from '@cartograph/core'
import * as z from 'zod'
import { errorTextOf } from '../faults.ts'

const answered = z.looseObject({
  statuscode: z.int(),
  return: z.union([z.string(), z.number(), z.boolean()]).optional(),
  errortext: z.string().optional(),
})

/** What a write of several came to, one outcome each; an array of one may also be answered without its envelope. */
export function outcomesOf(body: unknown, count: number): readonly Outcome[] {
  const list: readonly unknown[] = Array.isArray(body) ? body : [{ statuscode: 200, return: body }]
  return Array.from({ length: count }, (_item, index): Outcome => {
    const { success, data } = answered.safeParse(list[index])
    if (!success || list.length !== count) return { status: 'unknown' }
    if (data.statuscode === 200)
      return typeof data.return === 'string' || typeof data.return === 'number'
        ? { status: 'ok', remoteId: String(data.return) }
        : { status: 'ok' }
    if (data.statuscode === 429) return { status: 'untouched' }
    if (data.statuscode >= 500) return { status: 'unknown' }
    return { status: 'failed', fault: refusal(data.statuscode, errorTextOf(data)) }
  })
}

/** A single write that was refused is a failed item; everything else stays a throw, which makes the outcome unknown. */
export async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    const [outcome = { status: 'unknown' as const }] = outcomesOf(
      [{ statuscode: 200, return: await work }],
      1,
    )
    return outcome
  } catch (error) {
    if (isFault(error) && error.request?.status === 400)
      return { status: 'failed', fault: refusal(400, wordsOf(error.message)) }
    throw error
  }
}

/** What Sitoo said, out of the message that tells of it. */
function wordsOf(message: string): string | undefined {
  return /\(400: (.+)\)/.exec(message)?.[1]
}

function refusal(status: number, words?: string) {
  return fault({
    kind: 'record',
    message: `Sitoo refuses the record (${status}${words === undefined ? '' : `: ${words}`}).`,
    hint: 'Correct the mapping or the record; the text names the field.',
  })
}
