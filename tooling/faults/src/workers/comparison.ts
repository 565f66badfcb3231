import type { Client } from 'pg'
import type { JsonObject, SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'
import { fieldsRead } from '../shop/comparison.ts'
import { copyDifferences, kinds, recordDifferences } from '../shop/expected-records.ts'
import { streams } from './configuration.ts'
import { commerceRows, nativeRecords } from './database.ts'
import { heldAfter, heldDifferences, type Effect } from './effects.ts'

const compared = kinds.filter(({ stream }) => streams.some((each) => each === stream))
/** Records of these stay rows as long as the shop knows them. */
const lasting = compared.filter(({ isHidden }) => isHidden === undefined)

export interface Compared {
  readonly differences: readonly string[]
  readonly records: number
}

/** The store beside the shop. What no list of the shop shows any more counts only once it was looked for. */
export async function compareRecords(
  client: Client,
  shop: SimulatedWooCommerce,
  { isSwept }: { readonly isSwept: boolean },
): Promise<Compared> {
  const differences: string[] = []
  const found = new Map<string, ReadonlyMap<number, JsonObject>>()
  for (const kind of compared) {
    const { live } = await nativeRecords(client, kind.stream)
    found.set(kind.stream, live)
    const truth = shop.truth(kind.truth).filter((row) => isSwept || kind.isHidden?.(row) !== true)
    const known = new Set(truth.map(({ id }) => Number(id)))
    const looked = isSwept ? live : new Map([...live].filter(([id]) => known.has(id)))
    const fields = fieldsRead(shop, kind).filter(
      (field) => isSwept || kind.swept?.includes(field) !== true,
    )
    differences.push(...recordDifferences(kind, truth, looked, fields))
  }
  if (isSwept)
    differences.push(
      ...copyDifferences(found.get('refunds') ?? new Map(), found.get('orders') ?? new Map()),
    )
  const records = [...found.values()].reduce((sum, { size }) => sum + size, 0)
  return { differences, records }
}

/** Records that the shop has, and that the store holds for deleted. */
export async function wronglyDeleted(
  client: Client,
  shop: SimulatedWooCommerce,
): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const { stream, truth } of lasting) {
    const { deleted } = await nativeRecords(client, stream)
    for (const { id } of shop.truth(truth))
      if (deleted.has(Number(id))) wrong.push(`${stream} ${Number(id)} is alive, and was deleted`)
  }
  return wrong
}

/** The sink beside the store. What was told once stays told, whatever became of it. */
export async function compareSink(
  client: Client,
  effects: readonly Effect[],
): Promise<readonly string[]> {
  const orders = await commerceRows(client, 'order')
  const refunds = await commerceRows(client, 'refund')
  const told = new Set(effects.filter(isRefund).map(({ key }) => key))
  const ofOrders = effects.filter(({ key }) => !told.has(key))
  return [
    ...heldDifferences(new Map(orders.map(sentOrder)), heldAfter(ofOrders)),
    ...refunds
      .map(({ id }) => JSON.stringify(id))
      .filter((id) => !told.has(JSON.parse(id) as string))
      .map((id) => `refund ${id} is in the store, and was not told`),
  ]
}

function isRefund({ body }: Effect): boolean {
  return body.includes('"order":')
}

/** The key and the body of an order, as the mapping of the configuration writes them. */
function sentOrder({ id, status, total, currency }: JsonObject): readonly [string, string] {
  return [id as string, JSON.stringify({ id, status, total, currency })]
}
