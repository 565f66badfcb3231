import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { readOne } from './by-id.ts'
import { read } from './client.ts'
import { erasedEmail } from './erased-orders.ts'
import type { Settings } from './settings.ts'

const review = z.looseObject({ id: z.int(), reviewer_email: z.string().nullish() })

/** Those of some reviews that still say who wrote them. */
export async function reviewsThatName(
  context: Context<Settings>,
  ids: readonly number[],
): Promise<readonly number[]> {
  const found: number[] = []
  for (const id of ids) {
    const row = await readOne<unknown>(context, `products/reviews/${id}`, {
      _fields: 'id,reviewer_email',
    })
    if (row !== null && review.parse(row).reviewer_email !== erasedEmail) found.push(id)
  }
  return found
}

/** The review stays, and nobody wrote it. */
export async function takeReviewerOff(context: Context<Settings>, id: number): Promise<void> {
  await read(context, {
    path: `products/reviews/${id}`,
    method: 'put',
    effect: 'repeatable',
    query: { _fields: 'id' },
    body: { reviewer: 'Anonymous', reviewer_email: erasedEmail },
  })
}
