import type { Expression, Mapping } from '@cartograph/core'
import { assumedReturnAmounts } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { converted, local } from './amounts.ts'

const customerId: Expression = { $firstFilled: ['$.customerId', '$order.customerId'] }
const email: Expression = { $email: '$order.email' }

/** Money given back: a second `completedOrder`, of the type `return`. */
export function refundMapping(config: Settings): Mapping {
  const { returnAmounts = assumedReturnAmounts } = config
  const of = { currency: '$.currency', at: '$.createdAt' }
  const ofLines = { currency: '$row.currency', at: '$row.createdAt' }
  const signed = (amount: Expression): Expression =>
    returnAmounts === 'negative' ? { $integer: { $negate: amount } } : amount
  return {
    id: 'contacthub-return',
    from: { entity: 'refund' },
    to: { connector: 'contacthub', sink: 'returns' },
    with: { order: { entity: 'order', where: { id: '$.orderId' }, take: 'one', follow: true } },
    when: {
      $and: [
        { $equals: [{ $coalesce: ['$.status', 'done'] }, 'done'] },
        { $not: { $and: [{ $isBlank: customerId }, { $isBlank: email }] } },
      ],
    },
    fields: {
      key: { $concat: ['return/', '$.id'] },
      type: 'completedOrder',
      context: {
        $case: '$order.channel',
        of: { web: 'ECOMMERCE', till: 'RETAIL' },
        else: 'OTHER',
      },
      at: '$.createdAt',
      customer: {
        $if: { $isBlank: customerId },
        then: { email },
        else: { externalId: customerId },
      },
      properties: {
        orderId: { $firstFilled: ['$.orderId', '$.id'] },
        type: 'return',
        storeCode: { $firstFilled: ['$.storeId', '$order.storeId'] },
        amount: {
          total: converted(config, signed('$.total'), of),
          tax: converted(config, signed('$.taxTotal'), of),
          local: local(config, of),
        },
        products: {
          $each: '$.lines',
          as: {
            id: { $firstFilled: ['$.productId', '$.sku', '$.id'] },
            sku: '$.sku',
            name: '$.name',
            type: 'return',
            quantity: '$.quantity',
            subtotal: converted(config, signed('$.total'), ofLines),
            tax: converted(config, signed('$.taxTotal'), ofLines),
          },
        },
        extraProperties: { returnId: '$.id', reason: '$.reason' },
      },
    },
  }
}
