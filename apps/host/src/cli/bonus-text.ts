import { currencyExponent } from '@cartograph/core'
import type { BonusLook, BonusStanding, StandingChecks } from '../bonus/index.ts'
import { count, counted, table, type Column } from './table.ts'

/** Rows that cannot be imported and are shown. */
const mostShown = 20

export function lookText(what: string, look: BonusLook, isImported: boolean): string {
  const { rows, faults, known, redeemedBefore, over, worth, new: fresh } = look
  const lines = [
    `${what}: ${counted(rows, 'bonus check')} ${isImported ? 'imported' : 'can be imported'}, ${counted(faults.length, 'row')} cannot.`,
    `  new: ${count(fresh)}${worthText(worth)}`,
    `  known before: ${count(known + redeemedBefore)}, of which ${count(redeemedBefore)} redeemed; those stay redeemed`,
    `  past their end: ${count(over)}`,
    ...faults
      .slice(0, mostShown)
      .map(
        ({ key, fault }) =>
          `  ${keyWords(key)}: ${fault.message}${fault.hint === undefined ? '' : ` ${fault.hint}`}`,
      ),
    ...(faults.length > mostShown ? [`  and ${count(faults.length - mostShown)} more`] : []),
  ]
  return `${lines.join('\n')}\n`
}

function worthText(worth: BonusLook['worth']): string {
  const parts = Object.entries(worth).map(([currency, amount]) => money(amount, currency))
  return parts.length === 0 ? '' : `, worth ${parts.join(', ')}`
}

/** `["BC-1"]` as `BC-1`. */
function keyWords(key: string): string {
  if (key === '') return 'a row without a key'
  return key.replaceAll(/[[\]"]/gu, '').replaceAll(',', ', ')
}

const columns: readonly Column<StandingChecks>[] = [
  { heading: 'status', align: 'left', cell: ({ status }) => status },
  { heading: 'checks', align: 'right', cell: ({ checks }) => count(checks) },
  { heading: 'worth', align: 'right', cell: ({ amount, currency }) => money(amount, currency) },
  { heading: 'left', align: 'right', cell: ({ left, currency }) => money(left, currency) },
]

export function standingText({ standing, endingSoon }: BonusStanding): string {
  if (standing.length === 0)
    return 'There are no bonus checks. `cartograph bonus import <connection.stream>` reads them from a file.\n'
  return `${table(columns, standing)}\n${counted(endingSoon, 'check')} that can still be used ${endingSoon === 1 ? 'ends' : 'end'} within 30 days.\n`
}

/** Minor units as people write them: 1250 as 12.50 SEK. */
function money(amount: number, currency: string): string {
  const places = currencyExponent(currency) ?? 2
  const digits = String(amount).padStart(places + 1, '0')
  const whole = places === 0 ? digits : digits.slice(0, -places)
  return `${whole}${places === 0 ? '' : `.${digits.slice(-places)}`} ${currency}`
}
