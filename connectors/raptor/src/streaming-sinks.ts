import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { assumedBytesAtOnce, assumedRowsAtOnce } from './assumptions.ts'
import type { ColumnRow } from './columns.ts'
import { contentTypes, feedDocument } from './feed-document.ts'
import {
  orderLineItem,
  personItem,
  personKey,
  type OrderLineItem,
  type PersonItem,
} from './person-item.ts'
import { productItemOf, productRow, withoutUndefined, type ProductItem } from './product-item.ts'
import { kit, type Settings } from './settings.ts'
import { streamRows, type StreamName } from './stream-rows.ts'

/** The catalogue as a document that Raptor fetches, and what is pushed into its input streams. */
export function streamingSinksOf(config: Settings) {
  const { onUnknown = 'lose', goneProducts = 'outOfStock' } = config
  const productItem = productItemOf(config)
  const batch = {
    maxItems: config.rowsAtOnce ?? assumedRowsAtOnce,
    // Columns may have longer names in Raptor.
    maxBytes: assumedBytesAtOnce * 0.8,
    // One row that does not fit fails its whole request.
    atomic: true,
  }
  return {
    catalogue: kit.served<ProductItem>({
      schema: productItem,
      key: ({ ProductId }) => ProductId,
      serve: {
        contentType: contentTypes[config.feedFormat ?? 'json'],
        encode: (_context, items) => feedDocument(config, items),
      },
    }),
    products: kit.sink<ProductItem>({
      schema: productItem,
      key: ({ ProductId }) => ProductId,
      mode: 'upsert',
      deletes: goneProducts === 'outOfStock',
      onUnknown: 'repeat',
      batch,
      write: (context, items) => write(context, 'products', items, productRowOf),
    }),
    persons: kit.sink<PersonItem>({
      schema: personItem,
      key: (item) => personKey(config, item),
      mode: 'upsert',
      onUnknown: 'repeat',
      batch,
      serialBy: ({ Email, CustomerNo }) => Email ?? CustomerNo ?? '',
      subject: subjectOf(config),
      write: (context, items) =>
        write(context, 'persons', items, (each) =>
          each.op === 'write' ? ownColumns(each.item) : null,
        ),
    }),
    orderLines: kit.sink<OrderLineItem>({
      schema: orderLineItem,
      key: ({ RowId }) => RowId,
      mode: 'append',
      onUnknown,
      batch,
      subject: subjectOf(config),
      write: (context, items) =>
        write(context, 'orderLines', items, (each) =>
          each.op === 'write' ? lineRow(each.item) : null,
        ),
    }),
  }
}

async function write<Item extends object>(
  context: Context<Settings>,
  name: StreamName,
  items: readonly SinkItem<Item>[],
  rowOf: (item: SinkItem<Item>) => ColumnRow | null,
): Promise<readonly Outcome[]> {
  const rows = items.map(rowOf)
  const sent = rows.filter((row) => row !== null)
  const outcome: Outcome = sent.length === 0 ? done : await streamRows(context, name, sent)
  return rows.map((row) => (row === null ? done : outcome))
}

const done: Outcome = { status: 'ok' }

/** A row cannot be deleted: what is gone is out of stock. */
function productRowOf(item: SinkItem<ProductItem>): ColumnRow {
  return item.op === 'write'
    ? productRow(item.item)
    : { ProductId: String(item.key[0]), InStock: false }
}

function ownColumns({ customer: _unsent, ...row }: PersonItem): ColumnRow {
  return withoutUndefined(row)
}

function lineRow({ customer: _unsent, Subtotal, ...row }: OrderLineItem): ColumnRow {
  const given = Subtotal ?? null
  return { ...withoutUndefined(row), ...(given !== null && { Subtotal: Number(given) }) }
}

function subjectOf({ needsConsent = true }: Settings) {
  return ({ Email, customer }: PersonItem | OrderLineItem) => {
    const [email, customerId] = [Email ?? '', customer ?? '']
    if (email === '' && customerId === '') return null
    return {
      ...(email !== '' && { email }),
      ...(customerId !== '' && { customerId }),
      ...(needsConsent && { needs: ['profiling' as const] }),
    }
  }
}
