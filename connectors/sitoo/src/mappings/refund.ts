import type { Mapping } from '@cartograph/core'
import { assumptionsOf } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { contactId } from './contact-reference.ts'
import { filled, instant, money, productOfItem, reference, variantOfItem } from './expressions.ts'
import { itemCount, itemTax, itemsOf, taxOf } from './order-parts.ts'
import { orderStates, orderTypes } from './statuses.ts'

/** What a receipt gives back. Items are negative there, and positive here. */
export function refundMapping(config: Settings): Mapping {
  const items = itemsOf(assumptionsOf(config))
  const all = '$.orderitems'
  const taken = items.taken(all)
  return {
    id: 'sitoo-refund',
    from: { connector: 'sitoo', stream: 'orders' },
    to: { entity: 'refund' },
    when: {
      $and: [
        { $notEquals: ['$.ordertypeid', orderTypes.parked] },
        { $greater: [{ $count: taken }, 0] },
      ],
    },
    fields: {
      id: { $string: '$.orderid' },
      orderId: {
        $string: filled(
          reference('$.creditorderid'),
          '$.additionaldata["pos-originalsales-orderid"]',
        ),
      },
      storeId: reference('$.storeid'),
      customerId: contactId,
      status: {
        $case: '$.orderstateid',
        of: { [orderStates.closed]: 'done', [orderStates.open]: 'pending' },
        else: 'cancelled',
      },
      createdAt: instant('$.orderdate'),
      currency: '$.currencycode',
      total: money(items.givenBack(all, '$.moneytotal_gross_all')),
      taxTotal: money({
        $negate: {
          $if: items.isCredit(all),
          then: { $add: ['$.moneyfinal_vat', filled('$.moneyfinal_salestax', '0')] },
          else: taxOf(taken),
        },
      }),
      reason: filled(
        '$.additionaldata["refundreasoncode-comment"]',
        '$.additionaldata["refundreasoncode-reasoncode"]',
      ),
      lines: {
        $each: taken,
        as: {
          id: { $string: '$.orderitemid' },
          orderLineId: { $string: filled('$.additionaldata["pos-originalsales-orderitemid"]') },
          productId: productOfItem,
          variantId: variantOfItem,
          sku: filled('$.sku'),
          name: filled('$.productname'),
          quantity: { $number: { $abs: itemCount } },
          taxTotal: money({ $negate: itemTax }, '$row.currencycode'),
          total: money({ $negate: '$.moneyitemtotal_net' }, '$row.currencycode'),
        },
      },
      extra: { receiptId: filled('$.additionaldata["pos-receiptid"]') },
    },
  }
}
