import { metaOf } from '../documents/meta.ts'
import type { Resource } from '../documents/resource.ts'
import { textOr, type JsonObject } from '../json.ts'
import { amountText, hundredthsOf } from '../money.ts'
import { refusal } from '../rest/answer.ts'
import { listParameters } from '../rest/list-parameters.ts'
import type { Document, Store } from '../store/store.ts'

export const coupons: Resource = {
  kind: 'coupons',
  path: 'coupons',
  parameters: {
    ...listParameters({
      dates: 'both',
      orderBy: ['date', 'id', 'include', 'title', 'slug', 'modified'],
      orderByDefault: 'date',
      orderDefault: 'desc',
    }),
    code: { type: 'string' },
  },
  dates: { created: true, modified: true },
  orderings: { date: 'date', id: 'id', include: 'id', modified: 'modified' },
  defaultOrder: 'desc',
  matches(query) {
    const code = query.get('code')
    return ({ status, fields }) =>
      status === 'publish' && (code === undefined || fields['code'] === code)
  },
  row: couponRow,
  defaults: {
    code: '',
    amount: '0.00',
    discount_type: 'fixed_cart',
    description: '',
    date_expires: null,
    date_expires_gmt: null,
    usage_count: 0,
    individual_use: false,
    product_ids: [],
    excluded_product_ids: [],
    usage_limit: null,
    usage_limit_per_user: null,
    limit_usage_to_x_items: null,
    free_shipping: false,
    product_categories: [],
    excluded_product_categories: [],
    exclude_sale_items: false,
    minimum_amount: '0.00',
    maximum_amount: '0.00',
    email_restrictions: [],
    used_by: [],
    meta_data: [],
  },
  invalidId: refusal(404, 'woocommerce_rest_shop_coupon_invalid_id', 'Invalid ID.'),
  event: 'coupon',
  firstStatus: 'publish',
}

function couponRow(store: Store, document: Document): JsonObject {
  const { local, gmt } = store.time
  const { id, createdAt, modifiedAt, status } = document
  const { code, amount, ...rest } = { ...coupons.defaults, ...document.fields }
  return {
    id,
    code: textOr(code, '').toLowerCase(),
    amount: amountText(hundredthsOf(textOr(amount, '0'))),
    status,
    date_created: local(createdAt),
    date_created_gmt: gmt(createdAt),
    date_modified: local(modifiedAt),
    date_modified_gmt: gmt(modifiedAt),
    ...rest,
    meta_data: metaOf(document),
  }
}
