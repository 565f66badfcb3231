export interface DescribedDimension {
  readonly id: string
  readonly type: 'time' | 'text'
  readonly definition: string
}

function text(id: string, definition: string): DescribedDimension {
  return { id, type: 'text', definition }
}

/** What goes on from one to the next is time, also where it is no date. */
function time(id: string, definition: string): DescribedDimension {
  return { id, type: 'time', definition }
}

/** By what reports tell their figures, beside the spans of time. */
export const reportDimensions: readonly DescribedDimension[] = [
  text('product', 'The product that was sold.'),
  text(
    'product_class',
    'A: the products that make the first 80 % of net sales, B: up to 95 %, C: the rest.',
  ),
  text('bought_with', 'The product that was bought in the same orders.'),
  text('coupon', 'The code of the coupon.'),
  text('movement', 'Why monthly recurring revenue changed.'),
  text(
    'rfm_group',
    'The group of customers, by how recently, how often and for how much they bought.',
  ),
  text('recency_score', 'How recently, from 1 to 5; 5 is best.'),
  text('worth_score', 'How often and for how much, from 1 to 5; 5 is best.'),
  time('cohort_month', 'The month of the first order of its customers.'),
  time('age', 'How many spans after the one of the first order; that one is 0.'),
  time('cohort_week', 'The week of the first order of its customers.'),
  time('cohort_quarter', 'The quarter of the first order of its customers.'),
  time('cohort_year', 'The year of the first order of its customers.'),
]
