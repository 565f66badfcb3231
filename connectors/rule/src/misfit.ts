import { isClock, isDay, type Json } from '@cartograph/core'

/** What was expected where a value does not fit the type of its field; `undefined` where it fits. */
export function misfit(type: string, value: Json | undefined): string | undefined {
  const text = typeof value === 'string' ? value : undefined
  switch (type) {
    case 'date':
      return text !== undefined && isDate(text) ? undefined : 'a day such as 1986-05-15'
    case 'datetime':
      return text !== undefined && text.length === 19 && isClock(text)
        ? undefined
        : 'a day and a time such as 2026-01-01 13:45:00'
    case 'time':
      return text !== undefined && /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text)
        ? undefined
        : 'a time such as 13:45:00'
    case 'multiple':
      return Array.isArray(value) ? undefined : 'a list of texts'
    case 'json':
      return text === undefined || isJson(text) ? undefined : 'JSON'
    default:
      return undefined
  }
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  return isDay(Number(year), Number(month), Number(day))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
