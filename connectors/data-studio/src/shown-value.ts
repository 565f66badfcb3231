import { currencyExponent, type Json } from '@cartograph/core'
import type { Described } from './catalogue.ts'

/** What figures say of an order that does not say; Data Studio shows an empty text as null. */
const unknownValue = '(unknown)'

/** Numbers of weekdays: figures begin with 1, Monday; Data Studio with 0, Sunday. */
const daysOfWeek = 7

/**
 * A value as Data Studio wants it: always text, without dashes in dates, amounts in major units.
 *
 * What cannot be said is empty, and nothing at all of what adds up is `0`.
 */
export function shownValue(
  described: Pick<Described, 'kind' | 'id' | 'type' | 'isAdditive'>,
  value: Json | undefined,
  currency: string,
): string {
  if (described.kind === 'dimension') return shownDimension(described, textOf(value))
  const isNothing = value === null || value === undefined || value === ''
  if (isNothing) return described.isAdditive === true ? '0' : ''
  return described.type === 'money'
    ? majorUnits(textOf(value), currencyExponent(currency) ?? 2)
    : textOf(value)
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function shownDimension({ id, type }: Pick<Described, 'id' | 'type'>, value: string): string {
  if (value === unknownValue) return ''
  if (type === 'time') return value.replaceAll(/\D/gu, '')
  return id === 'weekday' && value !== '' ? String(Number(value) % daysOfWeek) : value
}

/** The value of figures that is shown so; of text dimensions only. */
export function meantValue({ id }: Pick<Described, 'id'>, shown: string): string {
  if (shown === '') return unknownValue
  return id === 'weekday' && shown === '0' ? String(daysOfWeek) : shown
}

/** Exactly, however many digits there are. */
function majorUnits(minor: string, exponent: number): string {
  if (exponent === 0) return minor
  const sign = minor.startsWith('-') ? '-' : ''
  const digits = minor.slice(sign.length).padStart(exponent + 1, '0')
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
