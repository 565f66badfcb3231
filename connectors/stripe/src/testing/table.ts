import type { StripeObject } from '../client.ts'
import { streams } from '../streams.ts'
import { november, testContext, type Given } from './context.ts'
import { memoryStripe } from './memory-stripe.ts'

export const now = november / 1000
export const yearLength = 31_536_000
export const opened = now - 2 * yearLength
export const account: StripeObject = { id: 'acct_1', created: opened }

export function streamNamed(name: string) {
  const found = streams[name]
  if (found === undefined) throw new Error(`There is no stream ${name}.`)
  return found
}

/** Rows made at these instants, in seconds before now. */
export function madeBefore(...ages: readonly number[]): StripeObject[] {
  return ages.map((age, index) => ({
    id: `ch_${String(index).padStart(6, '0')}`,
    created: now - age,
  }))
}

interface Table {
  readonly rows: StripeObject[]
  readonly path?: string
  readonly between?: (lists: number) => void
  readonly pageSize?: number
}

/** A context that reaches an account with one table. */
export function tableContext(
  { rows, path = '/v1/charges', between, pageSize }: Table,
  given: Given = {},
) {
  const answer = memoryStripe({
    tables: { [path]: rows },
    ...(between !== undefined && { between }),
    ...(pageSize !== undefined && { pageSize }),
  })
  return testContext({
    ...given,
    answer: (request) =>
      request.url.endsWith('/v1/account') ? Response.json(account) : answer(request),
  })
}
