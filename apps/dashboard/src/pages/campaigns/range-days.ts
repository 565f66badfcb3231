import type { Range } from '../dashboards/range-field.tsx'

const dayMs = 86_400_000

/** The days that a name means, as dashboards take it: `last30` and its like end yesterday, months and years end today, weeks begin on Mondays. */
export function rangeDays(
  range: Range,
  today: string,
): { readonly from: string; readonly to: string } {
  if (typeof range !== 'string') return range
  const now = Date.parse(today)
  const before = (days: number) => ({ from: dayText(now - days * dayMs), to: dayText(now - dayMs) })
  const [year = 0, month = 1] = today.split('-').map(Number)
  switch (range) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return before(1)
    case 'last7':
      return before(7)
    case 'last30':
      return before(30)
    case 'last90':
      return before(90)
    case 'lastWeek': {
      const monday = now - ((new Date(now).getUTCDay() + 6) % 7) * dayMs
      return { from: dayText(monday - 7 * dayMs), to: dayText(monday - dayMs) }
    }
    case 'thisMonth':
      return { from: firstOf(year, month), to: today }
    case 'lastMonth':
      return { from: firstOf(year, month - 1), to: dayBefore(firstOf(year, month)) }
    case 'thisYear':
      return { from: firstOf(year, 1), to: today }
    case 'last12Months':
      return { from: firstOf(year, month - 12), to: dayBefore(firstOf(year, month)) }
    default:
      return range satisfies never
  }
}

function firstOf(year: number, month: number): string {
  return dayText(Date.UTC(year, month - 1, 1))
}

function dayBefore(day: string): string {
  return dayText(Date.parse(day) - dayMs)
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
