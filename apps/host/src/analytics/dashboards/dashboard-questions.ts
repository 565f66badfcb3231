import { effectiveSettings, type Dashboard, type FigureSettings } from '../../dashboards/index.ts'
import { dayOf, dayText, type Day } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import { namedRange } from './named-range.ts'

export interface DashboardAsk {
  /** The day that it is for the organisation. */
  readonly today: Day
  /** What whoever looks at it has chosen, in the place of what the dashboard says. Widgets that say it themselves keep theirs. */
  readonly chosen?: FigureSettings
  /** What the organisation says for all of its dashboards. */
  readonly usual?: FigureSettings
}

/** The batch that a dashboard asks, in the form in which it may come from outside: a question a widget, by the widget's id. */
export function dashboardQuestions(
  { settings, widgets }: Dashboard,
  { today, chosen = {}, usual = {} }: DashboardAsk,
): { readonly queries: readonly object[] } {
  return {
    queries: widgets.map(({ id, report, metrics, by, settings: own }) => {
      const { range, ...effective } = effectiveSettings(own, chosen, settings, usual)
      return {
        id,
        ...(report !== undefined && { report }),
        metrics,
        by,
        range: daysOf(range, today),
        ...effective,
      }
    }),
  }
}

/** The days that settings mean today. Default: the last thirty. */
export function dashboardRange({ range = 'last30' }: FigureSettings, today: Day): DayRange {
  return typeof range === 'object'
    ? { from: dayOf(range.from), to: dayOf(range.to) }
    : namedRange(range, today)
}

function daysOf(range: FigureSettings['range'], today: Day) {
  if (typeof range === 'object') return range
  const { from, to } = dashboardRange({ range }, today)
  return { from: dayText(from), to: dayText(to) }
}
