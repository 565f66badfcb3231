import type { Cell } from '../cell.ts'
import type { CellForm } from './cell-form.ts'

const dayMs = 86_400_000

/** Day 0 of the two ways to count days, in milliseconds since the epoch. */
const zeroOf1900 = Date.UTC(1899, 11, 30)
const zeroOf1904 = Date.UTC(1904, 0, 1)

/** 9999-12-31 ends. */
const lastSerial = 2_958_466

/** The cell of a number, by the format in which it is shown. */
export function numberCell(value: number, form: CellForm, isFrom1904: boolean): Cell {
  if (form.kind === 'text') return plainDecimal(value)
  if (form.kind === 'digits' && Number.isSafeInteger(value) && value >= 0)
    return String(value).padStart(form.width, '0')
  if (form.kind === 'duration') return { native: durationText(value) }
  if (form.kind === 'date' && value >= 0 && value < lastSerial)
    return { native: dateText(value, form, isFrom1904) }
  return { native: plainDecimal(value) }
}

/**
 * A number as decimal text, with the 15 digits that a spreadsheet keeps: `0.30000000000000004` is `0.3`.
 *
 * @see https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
 */
export function plainDecimal(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e')
  const sign = value < 0 ? '-' : ''
  const digits = mantissa.replaceAll(/[-.]/g, '').replace(/0+$/, '')
  if (digits === '') return '0'
  const point = Number(exponent) + 1
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function dateText(
  serial: number,
  { hasDay, hasTime }: Extract<CellForm, { kind: 'date' }>,
  isFrom1904: boolean,
): string {
  // The day that 1900 did not have, February 29, is counted before 60.
  const counted = !isFrom1904 && serial < 60 ? serial + 1 : serial
  const zero = isFrom1904 ? zeroOf1904 : zeroOf1900
  const text = new Date(zero + Math.round(counted * dayMs)).toISOString().slice(0, -1)
  const [day = '', time = ''] = text.split('T')
  const clock = time.replace(/\.000$/, '')
  if (!hasTime) return clock === '00:00:00' ? day : `${day}T${clock}`
  return hasDay || serial >= 1 ? `${day}T${clock}` : clock
}

/** Hours, minutes and seconds, however many hours there are. */
function durationText(days: number): string {
  const seconds = Math.round(Math.abs(days) * 86_400)
  const hours = Math.floor(seconds / 3_600)
  const rest = `${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`
  return `${days < 0 ? '-' : ''}${hours}:${rest}`
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}
