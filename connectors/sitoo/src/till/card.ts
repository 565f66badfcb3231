import type { Find, JsonObject } from '@cartograph/core'
import { isRecord, numberIn, rowsIn, textIn } from './json-fields.ts'
import { decimalText } from './minor-units.ts'
import type { Known } from './person.ts'

/** What a customer may spend at the till. Amounts are decimal text. */
export interface BonusCheck {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly value: string
  readonly isRedeemed: boolean
  readonly redeemedAt?: string | undefined
  readonly expiresAt?: string | undefined
}

/** A purchase of any channel. */
export interface Purchase {
  readonly id: string
  readonly number: string
  readonly placedAt: string
  readonly status: string
  readonly channel: string
  readonly currency: string
  readonly total: string
  readonly lines: readonly {
    readonly sku: string
    readonly name: string
    readonly quantity: number
    readonly total: string
  }[]
}

const mostChecks = 50
const usualPurchases = 10

/** What the merchant gave that can be spent still, or was spent. Of nobody there is none, and it takes as long to see. */
export async function checksOf(
  find: Find,
  known: Known | undefined,
  now: number,
): Promise<readonly BonusCheck[]> {
  const rows = await vouchersOf(find, known)
  return rows.filter((row) => isBonusCheck(row, now)).map(checkOf)
}

export function vouchersOf(find: Find, known: Known | undefined): Promise<readonly JsonObject[]> {
  return find('voucher', { personId: known?.personId ?? 'nobody' }, { limit: mostChecks })
}

/** The latest purchases over all connections, the newest first. */
export async function purchasesOf(
  find: Find,
  known: Known | undefined,
  limit: number | undefined,
  before?: string,
): Promise<readonly Purchase[]> {
  const most = limit ?? usualPurchases
  if (most === 0) return []
  const rows = await find(
    'order',
    { personId: known?.personId ?? 'nobody' },
    { limit: most, orderBy: '-placedAt', ...(before !== undefined && { before }) },
  )
  return rows.map(purchaseOf)
}

export function isBonusCheck(row: JsonObject, now: number): boolean {
  const expiresAt = textIn(row, 'expiresAt')
  const isOver = expiresAt !== undefined && Date.parse(expiresAt) <= now
  const status = textIn(row, 'status') ?? ''
  return row['kind'] === 'bonus' && !isOver && !['expired', 'cancelled'].includes(status)
}

function checkOf(row: JsonObject): BonusCheck {
  const currency = textIn(row, 'currency') ?? ''
  const left = leftOf(row)
  const isRedeemed = row['status'] === 'redeemed' || left <= 0
  const extra = isRecord(row['extra']) ? row['extra'] : {}
  const amount = decimalText(left, currency)
  return {
    id: textIn(row, 'id') ?? '',
    name: textIn(extra, 'name') ?? `${amount} ${currency}`.trim(),
    description: textIn(extra, 'description') ?? '',
    value: amount,
    isRedeemed,
    redeemedAt: isRedeemed ? (textIn(extra, 'redeemedAt') ?? textIn(row, 'updatedAt')) : undefined,
    expiresAt: textIn(row, 'expiresAt'),
  }
}

function purchaseOf(row: JsonObject): Purchase {
  const currency = textIn(row, 'currency') ?? ''
  return {
    id: textIn(row, 'id') ?? '',
    number: textIn(row, 'number') ?? textIn(row, 'id') ?? '',
    placedAt: textIn(row, 'placedAt') ?? '',
    status: textIn(row, 'status') ?? '',
    channel: textIn(row, 'channel') ?? 'other',
    currency,
    total: decimalText(numberIn(row, 'total') ?? 0, currency),
    lines: rowsIn(row, 'lines').map((line) => ({
      sku: textIn(line, 'sku') ?? '',
      name: textIn(line, 'name') ?? '',
      quantity: numberIn(line, 'quantity') ?? 1,
      total: decimalText(
        (numberIn(line, 'total') ?? 0) +
          (row['pricesIncludeTax'] === true ? 0 : (numberIn(line, 'taxTotal') ?? 0)),
        currency,
      ),
    })),
  }
}

/** What is left of a check: the host takes off what was spent. */
export function leftOf(row: JsonObject): number {
  return numberIn(row, 'remainingAmount') ?? numberIn(row, 'amount') ?? 0
}
