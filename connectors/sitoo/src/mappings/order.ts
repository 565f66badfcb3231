import type { Expression, Mapping } from '@cartograph/core'
import { assumptionsOf } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { contactId, countryOfNumbers } from './contact-reference.ts'
import { filled, instant, money, productOfItem, reference, variantOfItem } from './expressions.ts'
import {
  discountOf,
  itemCount,
  itemDiscount,
  itemTax,
  itemsOf,
  netOf,
  taxOf,
} from './order-parts.ts'
import { orderStates, orderTypes, ownStatus } from './statuses.ts'

/**
 * A sale. Amounts of lines, discounts, delivery and fees are without VAT; `total` is with it. A receipt that only takes
 * something back is a refund and no order; of an exchange the part that was bought is one. A receipt that was parked at a till is none.
 */
export function orderMapping(config: Settings): Mapping {
  const items = itemsOf(assumptionsOf(config))
  const all = '$.orderitems'
  const bought = items.bought(all)
  const taken = items.taken(all)
  const discounts = items.discounts(all)
  const refunded: Expression = {
    $sum: {
      $each: {
        $filter: '$.credits',
        where: { $notEquals: ['$.orderstateid', orderStates.cancelled] },
      },
      as: items.givenBack('$.orderitems', '$.moneytotal_gross_all'),
    },
  }
  const total: Expression = {
    $subtract: ['$.moneytotal_gross_all', { $add: [netOf(taken), taxOf(taken)] }],
  }
  return {
    id: 'sitoo-order',
    from: { connector: 'sitoo', stream: 'orders' },
    to: { entity: 'order' },
    when: {
      $and: [{ $notEquals: ['$.ordertypeid', orderTypes.parked] }, { $not: items.isCredit(all) }],
    },
    fields: {
      id: { $string: '$.orderid' },
      storeId: reference('$.storeid'),
      number: { $string: filled('$.additionaldata["pos-receiptid"]', '$.orderid') },
      channel: { $if: { $isBlank: '$.registerid' }, then: 'web', else: 'till' },
      status: statusOf(refunded, total),
      placedAt: instant('$.orderdate'),
      paidAt: { $if: { $equals: ['$.paymentstateid', 20] }, then: instant('$.orderdate') },
      currency: '$.currencycode',
      customerId: contactId,
      email: { $email: '$.email' },
      phone: { $phone: filled('$.phone'), country: countryOfNumbers(config) },
      lines: { $each: bought, as: line },
      subtotal: money({ $add: [netOf(bought), discountOf(bought)] }),
      discountTotal: money({ $subtract: [discountOf(bought), netOf(discounts)] }),
      shippingTotal: money('$.moneydelivery_net'),
      taxTotal: money({
        $subtract: [
          { $add: ['$.moneyfinal_vat', filled('$.moneyfinal_salestax', '0')] },
          taxOf(taken),
        ],
      }),
      feeTotal: money('$.moneycheckout_net'),
      total: money(total),
      refundedTotal: money(refunded),
      pricesIncludeTax: false,
      coupons: {
        $unique: {
          $each: { $filter: bought, where: { $not: { $isBlank: '$.vouchercode' } } },
          as: { code: '$.vouchercode' },
        },
      },
      billing: address('invoice'),
      shipping: address('delivery'),
      paymentMethod: { $first: { $each: '$.payments', as: '$.name' } },
      extra: {
        orderState: '$.orderstateid',
        paymentState: '$.paymentstateid',
        orderType: '$.ordertypeid',
        externalId: filled('$.externalid'),
        receiptId: filled('$.additionaldata["pos-receiptid"]'),
        roundOff: money('$.moneytotal_gross_roundoff'),
        registerId: filled('$.registerid'),
        warehouseId: '$.warehouseid',
        staffId: filled('$.additionaldata["pos-staff-externalid"]', '$.userid_staff'),
        timeZone: filled('$.additionaldata["pos-timezone"]'),
        store: filled('$.additionaldata["store-name"]'),
        storeExternalId: filled('$.additionaldata["store-externalid"]'),
        memberNumber: filled(
          '$.additionaldata["customcrm-membernumber"]',
          '$.additionaldata["crm-membernumber"]',
        ),
        bonusCheckIds: {
          $filter: { $each: bought, as: bonusCheckId },
          where: { $not: { $isBlank: '$' } },
        },
      },
    },
  }
}

const bonusCheckId = filled(
  '$.additionaldata["customcrm-bonuscheckid"]',
  '$.additionaldata["crm-bonuscheckid"]',
)

const line: Expression = {
  id: { $string: '$.orderitemid' },
  productId: productOfItem,
  variantId: variantOfItem,
  sku: filled('$.sku'),
  name: filled('$.productname'),
  quantity: { $number: itemCount },
  unitPrice: {
    $if: { $greater: [itemCount, 0] },
    then: money(
      { $divide: [{ $add: ['$.moneyitemtotal_net', itemDiscount] }, itemCount] },
      '$row.currencycode',
    ),
  },
  subtotal: money({ $add: ['$.moneyitemtotal_net', itemDiscount] }, '$row.currencycode'),
  discountTotal: money(itemDiscount, '$row.currencycode'),
  taxTotal: money(itemTax, '$row.currencycode'),
  total: money('$.moneyitemtotal_net', '$row.currencycode'),
}

function statusOf(refunded: Expression, total: Expression): Expression {
  return {
    $if: { $and: [{ $in: [ownStatus, ['paid', 'fulfilled']] }, { $greater: [refunded, 0] }] },
    then: {
      $if: { $greaterOrEqual: [refunded, total] },
      then: 'refunded',
      else: 'partiallyRefunded',
    },
    else: ownStatus,
  }
}

function address(kind: 'invoice' | 'delivery'): Expression {
  return {
    firstName: filled('$.namefirst'),
    lastName: filled('$.namelast'),
    company: filled('$.company'),
    line1: filled(`$.${kind}_address`),
    line2: filled(`$.${kind}_address2`),
    postcode: filled(`$.${kind}_zip`),
    city: filled(`$.${kind}_city`),
    region: filled(`$.${kind}_state`),
    country: { $country: filled(`$.${kind}_countryid`) },
  }
}
