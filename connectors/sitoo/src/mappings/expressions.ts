import type { Expression } from '@cartograph/core'

/** What is not blank; Sitoo writes empty text where it knows nothing. */
export function filled(...values: readonly Expression[]): Expression {
  return { $firstFilled: values }
}

/** Dates are seconds since 1970; 0 and null are none. */
export function instant(value: Expression): Expression {
  return { $if: { $greater: [value, 0] }, then: { $instant: value, unit: 's' } }
}

export function money(value: Expression, currency: Expression = '$.currencycode'): Expression {
  return { $money: filled(value), currency }
}

/** An amount in the currency of the site, left out where that is not known. */
export function priced(value: Expression): Expression {
  return { $if: { $not: { $isBlank: '$.currencycode' } }, then: money(value) }
}

/** The id of another row; 0 and null are none. */
export function reference(id: Expression): Expression {
  return { $if: { $greater: [id, 0] }, then: { $string: id } }
}

/** The product of an item: the family, where the item is a form of one. */
export const productOfItem: Expression = {
  $firstFilled: [reference('$.familyid'), reference('$.productid')],
}

/** Which form of its family an item is, if it is one. */
export const variantOfItem: Expression = {
  $if: { $greater: ['$.familyid', 0] },
  then: reference('$.productid'),
}
