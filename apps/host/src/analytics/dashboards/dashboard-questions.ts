import { effectiveSettings, type Dashboard, type FigureSettings } from '../../dashboards/index.ts'
import { dayText, type Day } from '../calendar/day.ts'
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
    queries: widgets.map(({ id, metrics, by, settings: own }) => {
      const { range = 'last30', ...effective } = effectiveSettings(own, chosen, settings, usual)
      return { id, metrics, by, range: daysOf(range, today), ...effective }
    }),
  }
}

function daysOf(range: NonNullable<FigureSettings['range']>, today: Day) {
  if (typeof range === 'object') return range
  const { from, to } = namedRange(range, today)
  return { from: dayText(from), to: dayText(to) }
}
