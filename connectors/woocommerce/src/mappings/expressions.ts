import type { Expression } from '@cartograph/core'

/** What is not blank; WooCommerce writes empty text where it knows nothing. */
export function filled(...values: readonly Expression[]): Expression {
  return { $firstFilled: values }
}

/** An instant; those of the API are in UTC and do not say so. */
export function instant(...values: readonly Expression[]): Expression {
  return { $instant: filled(...values), zone: 'UTC' }
}

export function money(value: Expression, currency: Expression = '$.currency'): Expression {
  return { $money: value, currency }
}

/** The id of another row; 0 is none. */
export function reference(id: Expression): Expression {
  return { $if: { $greater: [id, 0] }, then: { $string: id } }
}

/** The value of one of the fields that extensions add. */
export function meta(key: string): Expression {
  return {
    $first: {
      $each: { $filter: '$.meta_data', where: { $equals: ['$.key', key] } },
      as: '$.value',
    },
  }
}

/** The part of an order, `$.billing`, as an address of the model. */
export function address(of: string): Expression {
  return {
    firstName: filled(`${of}.first_name`),
    lastName: filled(`${of}.last_name`),
    company: filled(`${of}.company`),
    line1: filled(`${of}.address_1`),
    line2: filled(`${of}.address_2`),
    postcode: filled(`${of}.postcode`),
    city: filled(`${of}.city`),
    region: filled(`${of}.state`),
    country: { $country: filled(`${of}.country`) },
    phone: { $phone: filled(`${of}.phone`), country: `${of}.country` },
  }
}

/** The id of who bought: the account, or for guests one made of the address they gave. */
export function buyerId(order = '$'): Expression {
  const email = { $email: `${order}.billing.email` }
  return {
    $if: { $greater: [`${order}.customer_id`, 0] },
    then: { $string: `${order}.customer_id` },
    else: { $if: { $not: { $isBlank: email } }, then: { $concat: ['guest:', email] } },
  }
}

/** Every row is of the one shop that the connection reads. */
export const storeId = 'store'
