/** How the cells of a column are read. */
export type FieldKind = 'text' | 'amount' | 'number' | 'instant'

export interface RecipeField {
  /** As the commerce model calls it; `lines.x` is of a line. */
  readonly name: string
  readonly kind: FieldKind
  readonly isRequired?: boolean
  /** What files call it, beside its own name. */
  readonly alsoCalled?: readonly string[]
}

/** What a file for one table at the vendor is made of. */
export interface Recipe {
  /** The sink of the table. */
  readonly sink: string
  readonly entity: 'order' | 'product' | 'category'
  readonly fields: readonly RecipeField[]
  /** What files do not tell, and every row has. */
  readonly fixed: Readonly<Record<string, string>>
  /** The rows with the same value here are one: lines of an order. */
  readonly groupBy?: string
}

const orderFields: readonly RecipeField[] = [
  {
    name: 'id',
    kind: 'text',
    isRequired: true,
    alsoCalled: ['order', 'orderId', 'orderNumber', 'idTransaction', 'transactionId'],
  },
  {
    name: 'placedAt',
    kind: 'instant',
    isRequired: true,
    alsoCalled: ['date', 'orderDate', 'createdAt', 'dtTransaction'],
  },
  { name: 'total', kind: 'amount', isRequired: true, alsoCalled: ['revenue', 'amount', 'sum'] },
  { name: 'email', kind: 'text', alsoCalled: ['eMail', 'customerEmail'] },
  { name: 'shippingTotal', kind: 'amount', alsoCalled: ['shipping'] },
  { name: 'taxTotal', kind: 'amount', alsoCalled: ['tax', 'vat'] },
]

/** The four tables of e-commerce, each with the columns that fill it. */
export const recipes: readonly Recipe[] = [
  {
    sink: 'transactions',
    entity: 'order',
    fixed: { channel: 'other', status: 'paid' },
    fields: orderFields,
  },
  {
    sink: 'items',
    entity: 'order',
    fixed: { channel: 'other', status: 'paid' },
    groupBy: 'id',
    fields: [
      ...orderFields.slice(0, 4),
      { name: 'lines.productId', kind: 'text', alsoCalled: ['productId', 'idProduct', 'sku'] },
      { name: 'lines.name', kind: 'text', alsoCalled: ['productName', 'name', 'product'] },
      { name: 'lines.quantity', kind: 'number', alsoCalled: ['quantity', 'qty'] },
      { name: 'lines.total', kind: 'amount', alsoCalled: ['lineTotal', 'itemTotal'] },
    ],
  },
  {
    sink: 'products',
    entity: 'product',
    fixed: { status: 'active' },
    fields: [
      { name: 'id', kind: 'text', isRequired: true, alsoCalled: ['productId', 'idProduct', 'no'] },
      { name: 'name', kind: 'text', isRequired: true, alsoCalled: ['title', 'productName'] },
      { name: 'sku', kind: 'text', alsoCalled: ['articleNumber'] },
      { name: 'price', kind: 'amount', alsoCalled: ['regularPrice', 'originalPrice'] },
      { name: 'salePrice', kind: 'amount', alsoCalled: ['reducedPrice'] },
      { name: 'brand', kind: 'text', alsoCalled: ['manufacturer', 'vendor'] },
      { name: 'description', kind: 'text' },
      { name: 'url', kind: 'text', alsoCalled: ['link'] },
      { name: 'stock', kind: 'number', alsoCalled: ['quantity', 'inventory'] },
    ],
  },
  {
    sink: 'categories',
    entity: 'category',
    fixed: {},
    fields: [
      { name: 'id', kind: 'text', isRequired: true, alsoCalled: ['categoryId', 'idCategory'] },
      { name: 'name', kind: 'text', isRequired: true, alsoCalled: ['title', 'categoryName'] },
      { name: 'parentId', kind: 'text', alsoCalled: ['parent', 'idParentCategory'] },
    ],
  },
]

export function recipeNamed(sink: string): Recipe | undefined {
  return recipes.find((recipe) => recipe.sink === sink)
}

/** Columns that are called like fields, or as files usually call them; each column serves one field. */
export function proposedColumns(
  { fields }: Recipe,
  columns: readonly string[],
): Readonly<Record<string, string>> {
  const free = new Map(columns.map((column) => [plain(column), column]))
  const chosen: Record<string, string> = {}
  // A field's own name comes before what others are also called.
  for (const namesOf of [
    ({ name }: RecipeField) => [name],
    ({ alsoCalled = [] }: RecipeField) => alsoCalled,
  ])
    for (const field of fields) {
      if (chosen[field.name] !== undefined) continue
      const found = namesOf(field)
        .map(plain)
        .find((name) => free.has(name))
      if (found === undefined) continue
      chosen[field.name] = free.get(found) ?? ''
      free.delete(found)
    }
  return chosen
}

/** `order_number` and `orderNumber` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
