import type { RangeName } from '../../dashboards/index.ts'
import { spanAfter, spanStart, type Day } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'

/** The days that a name means today. `last30` and its like are whole days and end yesterday; months and years end with today; weeks begin on Mondays. */
export function namedRange(name: RangeName, today: Day): DayRange {
  const month = spanStart(today, 'month')
  const before = (days: number): DayRange => ({ from: today - days, to: today - 1 })
  switch (name) {
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
      const monday = spanStart(today, 'week')
      return { from: monday - 7, to: monday - 1 }
    }
    case 'thisMonth':
      return { from: month, to: today }
    case 'lastMonth':
      return { from: spanAfter(month, 'month', -1), to: month - 1 }
    case 'thisYear':
      return { from: spanStart(today, 'year'), to: today }
    case 'last12Months':
      return { from: spanAfter(month, 'month', -12), to: month - 1 }
    default:
      return name satisfies never
  }
}
