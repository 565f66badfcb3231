import type { Expression } from '@cartograph/core'
import type { Assumptions } from '../assumptions.ts'

/** How many of an item, weights included. Negative: it is taken back. */
export const itemCount: Expression = {
  $firstFilled: ['$.decimalquantitytotal', '$.quantity'],
}

/** VAT and sales taxes of an item. */
export const itemTax: Expression = {
  $add: [
    '$.moneyitemtotal_vat',
    { $sum: { $each: { $coalesce: ['$.salestaxes', []] }, as: '$.moneytax' } },
  ],
}

/** What was taken off an item, without VAT. */
export const itemDiscount: Expression = {
  $multiply: [{ $firstFilled: ['$.moneydiscount', '0'] }, itemCount],
}

/** The kinds of items of a receipt. In an exchange, what takes something off counts for what is bought. */
export function itemsOf({ discountItemType }: Pick<Assumptions, 'discountItemType'>) {
  const isDiscount: Expression = { $equals: ['$.orderitemtype', discountItemType] }
  const isTakenBack: Expression = { $less: ['$.quantity', 0] }
  const isGoods: Expression = { $not: isDiscount }
  const taken = (items: Expression): Expression => ({
    $filter: items,
    where: { $and: [isGoods, isTakenBack] },
  })
  const bought = (items: Expression): Expression => ({
    $filter: items,
    where: { $and: [isGoods, { $not: isTakenBack }] },
  })
  /** Nothing was bought, and something came back. */
  const isCredit = (items: Expression): Expression => ({
    $and: [
      { $greater: [{ $count: taken(items) }, 0] },
      { $equals: [{ $count: bought(items) }, 0] },
    ],
  })
  return {
    taken,
    bought,
    discounts: (items: Expression): Expression => ({ $filter: items, where: isDiscount }),
    isCredit,
    /**
     * What a receipt gives back, as a positive decimal: all of it where nothing was bought besides, delivery and rounding
     * included; in an exchange the items that came back.
     */
    givenBack: (items: Expression, all: Expression): Expression => ({
      $negate: {
        $if: isCredit(items),
        then: all,
        else: { $add: [netOf(taken(items)), taxOf(taken(items))] },
      },
    }),
  }
}

export function netOf(items: Expression): Expression {
  return { $sum: { $each: items, as: '$.moneyitemtotal_net' } }
}

export function taxOf(items: Expression): Expression {
  return { $sum: { $each: items, as: itemTax } }
}

/** What was taken off some items, by themselves and not by an item of its own. */
export function discountOf(items: Expression): Expression {
  return { $sum: { $each: items, as: itemDiscount } }
}
