import type { StripeObject } from '../json.ts'
import { refuse } from './answer.ts'
import type { FormObject } from './form.ts'

/** Which part of a list is asked for. */
export interface Window {
  readonly limit: number
  readonly after?: string
  readonly before?: string
}

/** Parameters that every list knows. */
export const paging = ['limit', 'starting_after', 'ending_before', 'expand']

/** @see https://docs.stripe.com/api/pagination (read 2026-11-22) */
export function windowOf(query: FormObject): Window {
  const { limit: sent = '10', starting_after: after, ending_before: before } = query
  const limit = typeof sent === 'string' && /^-?\d+$/u.test(sent) ? Number(sent) : Number.NaN
  if (Number.isNaN(limit)) {
    throw refuse(400, {
      code: 'parameter_invalid_integer',
      message: `Invalid integer: ${typeof sent === 'string' ? sent : JSON.stringify(sent)}`,
      param: 'limit',
    })
  }
  if (limit < 1 || limit > 100) {
    const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'
    throw refuse(400, {
      code: 'parameter_invalid_integer',
      message: `This value must be ${bound}.`,
      param: 'limit',
    })
  }
  if (after !== undefined && before !== undefined) {
    throw refuse(400, {
      message: 'You may only specify one of these parameters: starting_after, ending_before.',
      param: 'ending_before',
    })
  }
  return {
    limit,
    ...(typeof after === 'string' && { after }),
    ...(typeof before === 'string' && { before }),
  }
}

/** What Stripe says where an id names nothing: in the address it is a 404, in a parameter a 400. */
export function missing(object: string, id: string, param: string) {
  return refuse(param === 'id' ? 404 : 400, {
    code: 'resource_missing',
    message: `No such ${object.replace(/^[a-z_]+\./u, '')}: '${id}'`,
    param,
  })
}

/** Rows of a page between two positions; the newest stand last and are shown first. */
export function pageOf(
  { limit, before }: Window,
  range: { readonly from: number; readonly to: number },
  rowAt: (position: number) => StripeObject | undefined,
): { readonly rows: readonly StripeObject[]; readonly hasMore: boolean } {
  const { from, to } = range
  const rows: StripeObject[] = []
  // What stands just before a row is found by walking up from it.
  const up = before !== undefined
  for (
    let position = up ? from : to - 1;
    position >= from && position < to && rows.length <= limit;
    position += up ? 1 : -1
  ) {
    const row = rowAt(position)
    if (row !== undefined) rows.push(row)
  }
  const shown = rows.slice(0, limit)
  return { rows: up ? shown.toReversed() : shown, hasMore: rows.length > limit }
}
