import type {
  AdminKind,
  JsonObject,
  SimulatedWooCommerce,
} from '@cartograph/simulators/woocommerce'
import type { Deed, Pick } from '../deed.ts'

/** How the records of one kind come, change and go. */
interface Life {
  readonly kind: AdminKind
  readonly weight: number
  /** The fields of a new record, and of one that is edited. */
  readonly input: () => JsonObject
  readonly parent?: () => number
  readonly hasTrash: boolean
}

/** What happens to everything that is no order, in a shop by hand. */
export function catalogueDeeds(store: SimulatedWooCommerce, pick: Pick): readonly Deed[] {
  const price = () => `${5 + pick.below(500)}.00`
  const name = (what: string) => `${what} ${pick.below(10_000)}`
  const parents = store.truth('products').filter(({ type }) => type === 'variable')
  const lives: readonly Life[] = [
    {
      kind: 'products',
      weight: 4,
      input: () => ({ name: name('Product'), regular_price: price() }),
      hasTrash: true,
    },
    {
      kind: 'variations',
      weight: 3,
      input: () => ({ regular_price: price(), stock_quantity: pick.below(100) }),
      parent: () => Number(pick.from(parents)['id']),
      hasTrash: true,
    },
    {
      kind: 'customers',
      weight: 4,
      input: () => ({
        first_name: name('Customer'),
        email: `customer.${pick.below(1e6)}@example.com`,
      }),
      hasTrash: false,
    },
    {
      kind: 'coupons',
      weight: 2,
      input: () => ({ code: `code${pick.below(10_000)}`, amount: price() }),
      hasTrash: true,
    },
    {
      kind: 'reviews',
      weight: 3,
      input: () => ({
        product_id: Number(pick.from(store.truth('products'))['id']),
        review: name('Good'),
        rating: 1 + pick.below(5),
        reviewer: 'Freja',
        reviewer_email: 'freja@example.com',
        status: pick.from(['approved', 'hold', 'spam']),
      }),
      hasTrash: true,
    },
    { kind: 'categories', weight: 2, input: () => ({ name: name('Category') }), hasTrash: false },
    { kind: 'tags', weight: 1, input: () => ({ name: name('Tag') }), hasTrash: false },
    { kind: 'brands', weight: 1, input: () => ({ name: name('Brand') }), hasTrash: false },
  ]
  return lives.flatMap((life) => deedsOf(store, life, pick))
}

function deedsOf(
  store: SimulatedWooCommerce,
  { kind, weight, input, parent, hasTrash }: Life,
  pick: Pick,
): readonly Deed[] {
  const { admin } = store
  const ids = new Set(store.truth(kind).map(({ id }) => Number(id)))
  const one = () => pick.from([...ids])
  const deeds: Deed[] = [
    {
      name: `${kind} made`,
      weight: weight / 2,
      act: () => void ids.add(admin.create(kind, input(), parent?.())),
    },
    { name: `${kind} edited`, weight, act: () => void admin.update(kind, one(), input()) },
    {
      name: `${kind} deleted`,
      weight: weight / 6,
      act: () => {
        const id = one()
        ids.delete(id)
        admin.delete(kind, id)
      },
    },
  ]
  return hasTrash
    ? [
        ...deeds,
        { name: `${kind} trashed`, weight: weight / 4, act: () => void admin.trash(kind, one()) },
        {
          name: `${kind} restored`,
          weight: weight / 4,
          act: () => void admin.restore(kind, one()),
        },
      ]
    : deeds
}
