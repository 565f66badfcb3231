import type { Expression } from '@cartograph/core'

/** Where the value of a field of the project's key comes from, of a customer and of what names one. */
interface KeySource {
  readonly ofCustomer: Expression
  /** Of an order or a cart, with `$customer` at hand. */
  readonly ofOrder: Expression
}

const number: KeySource = {
  ofCustomer: {
    $string: { $firstFilled: ['$.extra.memberNumber', '$.extra.customerNumber', '$.id'] },
  },
  ofOrder: {
    $string: {
      $firstFilled: [
        '$customer.extra.memberNumber',
        '$customer.extra.customerNumber',
        '$row.customerId',
      ],
    },
  },
}

/**
 * By the code of the field. Keys of the vendor are an address, a number (`ClientNo`) or another field; what is neither an address nor a
 * telephone number is taken for a number of the customer.
 */
const sources: Readonly<Record<string, KeySource>> = {
  EMail: {
    ofCustomer: { $email: '$.email' },
    ofOrder: { $email: { $firstFilled: ['$row.email', '$customer.email'] } },
  },
  MobilePhone: {
    ofCustomer: { $phone: '$.phone' },
    ofOrder: { $phone: { $firstFilled: ['$row.phone', '$customer.phone'] } },
  },
}

type Fields = Readonly<Record<string, Expression>>

function keyFields(codes: readonly string[], of: keyof KeySource): Fields {
  return Object.fromEntries(codes.map((code) => [code, (sources[code] ?? number)[of]]))
}

export function keyOfCustomer(codes: readonly string[]): Fields {
  return keyFields(codes, 'ofCustomer')
}

export function keyOfOrder(codes: readonly string[]): Fields {
  return keyFields(codes, 'ofOrder')
}

/** Whether all of a key is there. */
export function isFilled(fields: Fields): Expression {
  return { $and: Object.values(fields).map((field) => ({ $not: { $isBlank: field } })) }
}
