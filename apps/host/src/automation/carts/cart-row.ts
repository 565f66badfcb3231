import type { Cart, Event, Json } from '@cartograph/core'
import * as z from 'zod'

/** A cart as the store has it, whichever way its vendor tells of it. */
export interface CartRow {
  readonly connection: string
  readonly email: string | undefined
  readonly customerId: string | undefined
  readonly currency: string | undefined
  /** Minor units. */
  readonly total: number | undefined
  /** Undefined where nothing says what lies in it. */
  readonly lines: readonly CartLine[] | undefined
  readonly recoveryUrl: string | undefined
  /** Its order, where it has become one or will be one under this name. */
  readonly orderId: string | undefined
  readonly status: Cart['status']
  /** By the vendor's clock. */
  readonly createdAt: number
  readonly touchedAt: number
}

export interface CartLine {
  readonly productId: string | undefined
  readonly variantId: string | undefined
  readonly sku: string | undefined
  readonly name: string | undefined
  readonly quantity: number
  /** Minor units. */
  readonly unitPrice: number | undefined
  readonly total: number | undefined
  readonly url: string | undefined
  readonly imageUrl: string | undefined
}

/** What a row of the entity `cart` says. */
export function cartOfRow(row: Cart): CartRow {
  const createdAt = Date.parse(row.createdAt)
  return {
    connection: row.connection,
    email: writable(row.email),
    customerId: row.customerId ?? undefined,
    currency: row.currency ?? undefined,
    total: row.total ?? undefined,
    lines: row.lines?.flatMap((line) => lineOf(line)),
    recoveryUrl: webAddress(row.recoveryUrl),
    orderId: row.orderId ?? row.id,
    status: row.status,
    createdAt,
    touchedAt:
      row.updatedAt === null || row.updatedAt === undefined
        ? createdAt
        : Math.max(createdAt, Date.parse(row.updatedAt)),
  }
}

const text = z.string().min(1).max(2000).optional().catch(undefined)
const amount = z.int().optional().catch(undefined)
const toldLine = z.looseObject({
  productId: text,
  variantId: text,
  sku: text,
  name: text,
  quantity: z.number().catch(1),
  unitPrice: amount,
  total: amount,
  url: text,
  imageUrl: text,
})
const toldLines = z.array(toldLine).max(1000).optional().catch(undefined)

/** What an event says that tells of a cart which was left. What lay in it stands in `properties.lines`, as in a cart. */
export function cartOfEvent(row: Event): CartRow {
  const at = Date.parse(row.at)
  const told: Json | undefined = row.properties?.['lines']
  return {
    connection: row.connection,
    email: writable(row.email),
    customerId: row.customerId ?? undefined,
    currency: row.currency ?? undefined,
    total: row.amount ?? undefined,
    lines: toldLines.parse(told)?.flatMap((line) => lineOf(line)),
    recoveryUrl: webAddress(row.url),
    orderId: row.orderId ?? undefined,
    status: 'abandoned',
    createdAt: at,
    touchedAt: at,
  }
}

type Optional<Value> = Value | null | undefined

/** A line of nothing, or of less, is none. */
function lineOf(line: {
  readonly productId?: Optional<string>
  readonly variantId?: Optional<string>
  readonly sku?: Optional<string>
  readonly name?: Optional<string>
  readonly quantity?: Optional<number>
  readonly unitPrice?: Optional<number>
  readonly total?: Optional<number>
  readonly url?: Optional<string>
  readonly imageUrl?: Optional<string>
}): readonly CartLine[] {
  const quantity = line.quantity ?? 1
  if (quantity <= 0) return []
  return [
    {
      productId: line.productId ?? undefined,
      variantId: line.variantId ?? undefined,
      sku: line.sku ?? undefined,
      name: line.name ?? undefined,
      quantity,
      unitPrice: line.unitPrice ?? undefined,
      total: line.total ?? undefined,
      url: webAddress(line.url),
      imageUrl: webAddress(line.imageUrl),
    },
  ]
}

/** An address that a mail can go to: one line, one @, no list. */
export function writable(email: Optional<string>): string | undefined {
  return email !== null && email !== undefined && /^[^\s@,;<>"]+@[^\s@,;<>"]+$/u.test(email)
    ? email
    : undefined
}

function webAddress(address: Optional<string>): string | undefined {
  if (address === null || address === undefined || !URL.canParse(address)) return undefined
  return ['http:', 'https:'].includes(new URL(address).protocol) ? address : undefined
}
