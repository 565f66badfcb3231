import { assumed, noTrashFor } from '../assumptions.ts'
import type { Resource } from '../documents/resource.ts'
import { listParameters } from '../rest/list-parameters.ts'

export const taxes: Resource = {
  kind: 'taxes',
  path: 'taxes',
  parameters: {
    ...listParameters({
      dates: 'none',
      orderBy: ['id', 'order', 'priority'],
      orderByDefault: 'order',
      orderDefault: 'asc',
    }),
    class: { type: 'string' },
  },
  dates: { created: false, modified: false },
  orderings: { order: 'id', id: 'id', priority: 'id' },
  defaultOrder: 'asc',
  matches(query) {
    const asked = query.get('class')
    return ({ fields }) => asked === undefined || (fields['class'] ?? 'standard') === asked
  },
  row: (_, { id, fields }) => ({ id, ...taxes.defaults, ...fields }),
  defaults: {
    country: '',
    state: '',
    postcode: '',
    city: '',
    rate: '0.0000',
    name: '',
    priority: 1,
    compound: false,
    shipping: true,
    order: 0,
    class: 'standard',
    postcodes: [],
    cities: [],
  },
  invalidId: assumed.invalidTax,
  firstStatus: '',
  noTrash: noTrashFor('Taxes'),
}
