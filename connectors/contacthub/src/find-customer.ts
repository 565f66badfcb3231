import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askContacthub, parsedAs } from './client.ts'
import type { Settings } from './settings.ts'
import { shownCustomer, type ShownCustomer } from './shown-customer.ts'

/** A page of a list; `totalElements` counts over all pages. */
export function pageOf<Row>(row: z.ZodType<Row>) {
  return z.looseObject({
    elements: z.array(row),
    page: z.looseObject({ totalElements: z.number().nullish() }).nullish(),
  })
}

/** The most that a list gives at once. */
export const pageSize = 50

const found = pageOf(z.looseObject({ id: z.string() }))

/** One condition of a search. */
export interface Atomic {
  readonly attribute: string
  readonly operator: 'EQUALS' | 'GT' | 'LT' | 'GTE' | 'IS_NOT_NULL'
  readonly value?: string
}

/**
 * A search in the vendor's language: everybody of whom all conditions hold.
 *
 * @see https://github.com/contactlab/contacthub-sdk-nodejs (read 2026-11)
 */
export function queryOf(conditions: readonly Atomic[]): string {
  const atomic = conditions.map((one) => ({ type: 'atomic', ...one }))
  const [first] = atomic
  const condition =
    atomic.length === 1 ? first : { type: 'composite', conjunction: 'and', conditions: atomic }
  return JSON.stringify({
    name: '',
    query: { name: 'cartograph', type: 'simple', are: { condition } },
  })
}

/** The ids of everybody with an external id or an address; lists lag behind writes. */
export async function findCustomers(
  context: Context<Settings>,
  by: { readonly externalId: string } | { readonly email: string },
): Promise<readonly string[]> {
  const { nodeId } = context.config
  const asked =
    'externalId' in by
      ? { externalId: by.externalId }
      : {
          query: queryOf([
            { attribute: 'base.contacts.email', operator: 'EQUALS', value: by.email },
          ]),
        }
  const answer = await askContacthub(context, {
    path: ['customers'],
    route: '/customers',
    query: { nodeId, fields: 'id', size: String(pageSize), ...asked },
  })
  return parsedAs(found, answer).elements.map(({ id }) => id)
}

/** A customer by id, at once and without lag; `undefined` where there is none. */
export async function readCustomer(
  context: Context<Settings>,
  id: string,
): Promise<ShownCustomer | undefined> {
  const answer = await askContacthub(context, {
    path: ['customers', id],
    route: '/customers/{id}',
    expect: [404],
  })
  if (answer.status === 404) return undefined
  return parsedAs(shownCustomer, answer)
}
