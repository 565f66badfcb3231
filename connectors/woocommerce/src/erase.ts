import type { Context, Key, Outcome, Person } from '@cartograph/core'
import { idOf } from './by-id.ts'
import { deleteAccount, isBuyer, presentAccounts, type Account } from './erased-accounts.ts'
import { ordersThatName, takeNamesOff } from './erased-orders.ts'
import { reviewsThatName, takeReviewerOff } from './erased-reviews.ts'
import type { Settings } from './settings.ts'

const byHand = 'in WordPress, under Tools, Erase Personal Data'

/**
 * Erases a person in the shop, as far as the settings want it, and says what is left to be done by hand.
 *
 * What is there is looked at first, so that whoever was erased by hand counts as erased whatever the key may do. Orders keep
 * their sums.
 */
export async function eraseInShop(
  context: Context<Settings>,
  person: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  const { erase } = context.config
  const accounts = await presentAccounts(context, accountsOf(person, keys))
  const orders = await ordersThatName(
    context,
    numbersOf(keys['orders']),
    accounts.map(({ id }) => id),
  )
  const reviews = await reviewsThatName(context, numbersOf(keys['reviews']))
  if (accounts.length + orders.length + reviews.length === 0) return { status: 'ok' }
  if (erase === undefined)
    return left(
      `The shop still has ${said(accounts, orders, reviews)}. Do it ${byHand}, or set \`erase\` for this connection.`,
    )
  for (const review of reviews) await takeReviewerOff(context, review)
  const recomputed: number[] = []
  if (erase === 'accountsAndOrders')
    for (const order of orders) {
      const { keptSums } = await takeNamesOff(context, order)
      if (!keptSums) recomputed.push(order.id)
    }
  for (const account of accounts.filter(isBuyer)) await deleteAccount(context, account)
  const reasons = [
    ...accounts
      .filter((account) => !isBuyer(account))
      .map(
        ({ role }) =>
          `An account of the person works in the shop (${role ?? 'without a role'}), and was left: delete it under Users.`,
      ),
    ...(erase === 'accounts' && orders.length > 0
      ? [
          `The shop still has ${counted(orders.length, 'order')} with name and address. Do it ${byHand}, or set \`erase: accountsAndOrders\`.`,
        ]
      : []),
    ...recomputed.map(
      (id) =>
        `The shop computed order ${id} anew with the tax rates of today: compare it with its invoice, and correct it by hand.`,
    ),
  ]
  return reasons.length === 0 ? { status: 'ok' } : left(reasons.join(' '))
}

function accountsOf(
  { customerId = '' }: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): readonly number[] {
  const own = /^\d+$/.test(customerId) ? [Number(customerId)] : []
  return [...new Set([...own, ...numbersOf(keys['customers'])])]
}

function numbersOf(keys: readonly Key[] = []): readonly number[] {
  return keys.map(idOf).filter((id) => Number.isSafeInteger(id) && id > 0)
}

function said(
  accounts: readonly Account[],
  orders: readonly object[],
  reviews: readonly number[],
): string {
  const parts = [
    [accounts.length, 'account'],
    [orders.length, 'order'],
    [reviews.length, 'review'],
  ] as const
  return parts.flatMap(([count, what]) => (count === 0 ? [] : [counted(count, what)])).join(', ')
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'} of the person`
}

function left(reason: string): Outcome {
  return { status: 'skipped', reason, again: 'later' }
}
