import * as z from 'zod'

/**
 * What the vendor's public material leaves unknown.
 *
 * Each is the careful choice; where an account proves it wrong, the setting `unknown` corrects it without a new version.
 *
 * Where several are likely, all are taken and none is set: how a till sends its token, whether an array of one is answered
 * with its envelope, how many rows a page holds at most, how a contact is updated and its purchases are asked for. Assumed
 * without a choice is the form of what a till sends to spend bonus checks, and that in the newer form a registration and an
 * update are answered with the customer.
 */
export const assumed = {
  /** The number of the kind of order item that takes something off the item before it; documented is only that there is one. */
  discountItemType: 20,
  /** Roles of users who are customers; documented is that those who are not staff have none (`null`). */
  customerRoles: [] as readonly number[],
  /** A number of an order may become visible after a higher one: so many are read again by the next run. */
  lateOrders: 100,
  /** States of a campaign that is on. */
  activeVoucherStates: [10] as readonly number[],
  /** Kinds of campaign that take off a percentage, with the percentage in `value_x`. */
  percentVoucherTypes: [210] as readonly number[],
  /** Kinds of campaign that take off an amount, with the amount in `money_m`. */
  amountVoucherTypes: [200] as readonly number[],
  /** Other words for fields of a bonus check in answers to the till. */
  names: {} as Readonly<Record<string, string>>,
  /** Further routes of the till, by the known route that they stand for. */
  routes: {} as Readonly<Record<string, string>>,
}

/**
 * `X-Rate-Limit-Reset`, which clients honour and no page describes: a number above this is taken for an instant in seconds
 * since 1970, a smaller one for seconds to wait.
 */
export const leastEpochSecond = 1_000_000_000

const whole = z.int().min(0)

/** The form of the setting that corrects them. */
export const corrections = z
  .strictObject({
    discountItemType: whole.optional().meta({
      description: 'Number of the kind of order item that takes something off. Assumed 20.',
    }),
    customerRoles: z.array(z.int()).optional().meta({
      description: 'Roles of users who are customers, beside those without a role. Assumed none.',
    }),
    lateOrders: whole
      .max(10_000)
      .optional()
      .meta({ description: 'So many numbers of orders are read again in each run. Assumed 100.' }),
    activeVoucherStates: z
      .array(z.int())
      .optional()
      .meta({ description: 'States of campaigns that are on. Assumed 10.' }),
    percentVoucherTypes: z
      .array(z.int())
      .optional()
      .meta({ description: 'Kinds of campaigns that take off a percentage. Assumed 210.' }),
    amountVoucherTypes: z
      .array(z.int())
      .optional()
      .meta({ description: 'Kinds of campaigns that take off an amount. Assumed 200.' }),
    names: z
      .record(z.string(), z.string().min(1))
      .optional()
      .meta({ description: 'Other words for fields of bonus checks, such as bonuscheckid.' }),
    routes: z
      .record(
        z.string().regex(/^[A-Z]+ \/\S*$/, 'expected a route such as PATCH /contacts/:id'),
        z.string(),
      )
      .optional()
      .meta({
        description:
          'Further routes of the till, by the known one that each stands for: PATCH /contacts/:id for PUT /contacts/:id.',
      }),
  })
  .meta({
    title: 'What Sitoo does not document',
    description:
      'Corrections of what the connector assumes; see src/assumptions.ts. Leave it out unless something is wrong.',
  })

export type Assumptions = typeof assumed

export function assumptionsOf({
  unknown = {},
}: {
  readonly unknown?: z.infer<typeof corrections> | undefined
}): Assumptions {
  const given = Object.entries(unknown).filter(([, value]) => value !== undefined)
  return { ...assumed, ...Object.fromEntries(given) }
}
