import type { Expression, Mapping } from '@cartograph/core'
import { assumptionsOf } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { filled, instant, priced, reference } from './expressions.ts'

const goods = {
  id: { $string: '$.productid' },
  sku: filled('$.sku'),
  gtin: filled('$.barcode'),
  name: filled('$.title'),
  description: filled('$.description', '$.descriptionshort'),
  status: { $if: { $equals: ['$.activepos', false] }, then: 'archived', else: 'active' },
  categoryIds: { $each: '$.categories', as: { $string: '$' } },
  brand: filled('$.manufacturername'),
  price: priced('$.moneyprice'),
  cost: priced('$.moneypricein'),
  currency: filled('$.currencycode'),
  attributes: '$.options',
  createdAt: instant('$.datecreated'),
  updatedAt: instant('$.datemodified'),
  extra: {
    vatPercent: '$.vatvalue',
    manufacturerId: { $string: '$.manufacturerid' },
    suggestedPrice: priced('$.moneypriceorg'),
  },
}

/** A product that is sold in one form, or the first of a family. */
export const product: Mapping = {
  id: 'sitoo-product',
  from: { connector: 'sitoo', stream: 'products' },
  to: { entity: 'product' },
  when: {
    $or: [{ $isMissing: '$.variantparentid' }, { $equals: ['$.variantparentid', '$.productid'] }],
  },
  fields: goods,
}

/** Every form of a family, the first included. */
export const variant: Mapping = {
  id: 'sitoo-variant',
  from: { connector: 'sitoo', stream: 'products' },
  to: { entity: 'variant' },
  when: { $not: { $isMissing: '$.variantparentid' } },
  fields: { ...goods, productId: reference('$.variantparentid') },
}

export const category: Mapping = {
  id: 'sitoo-category',
  from: { connector: 'sitoo', stream: 'categories' },
  to: { entity: 'category' },
  when: { $not: { $isBlank: '$.title' } },
  fields: {
    id: { $string: '$.categoryid' },
    parentId: reference('$.categoryparentid'),
    name: '$.title',
    slug: filled('$.friendly'),
    position: '$.sortorder',
    createdAt: instant('$.datecreated'),
    updatedAt: instant('$.datemodified'),
  },
}

/** A campaign that a code or a password opens. */
export function couponMapping(config: Settings): Mapping {
  const { activeVoucherStates, percentVoucherTypes, amountVoucherTypes } = assumptionsOf(config)
  const isPercent: Expression = { $in: ['$.vouchertype', percentVoucherTypes] }
  const isAmount: Expression = { $in: ['$.vouchertype', amountVoucherTypes] }
  return {
    id: 'sitoo-coupon',
    from: { connector: 'sitoo', stream: 'vouchers' },
    to: { entity: 'coupon' },
    when: { $not: { $isBlank: '$.vouchercode' } },
    fields: {
      id: { $string: '$.voucherid' },
      code: '$.vouchercode',
      status: {
        $if: { $in: ['$.voucherstate', activeVoucherStates] },
        then: 'active',
        else: 'disabled',
      },
      kind: {
        $if: isPercent,
        then: 'percent',
        else: { $if: isAmount, then: 'amount', else: 'other' },
      },
      percent: { $if: isPercent, then: '$.value_x' },
      usageLimit: '$.maxuses',
      startsAt: instant('$.datestart'),
      expiresAt: instant('$.dateend'),
      createdAt: instant('$.datecreated'),
      extra: {
        name: filled('$.vouchername'),
        vouchertype: '$.vouchertype',
        amount: { $if: isAmount, then: { $string: '$.money_m' } },
      },
    },
  }
}
