import { dayOf, metrics, type Answer } from '../../analytics/index.ts'
import type { Widget } from '../../dashboards/index.ts'
import type { ReportMaterial } from '../report-material.ts'

export const october = { from: dayOf('2026-10-01'), to: dayOf('2026-10-31') }

export function widget(id: string, more: Partial<Widget> = {}): Widget {
  return {
    id,
    title: 'Orders',
    show: 'number',
    metrics: ['orders'],
    by: [],
    settings: {},
    ...more,
  }
}

const figures = (values: readonly string[]) => values.map((value) => ({ value }))

/** What a widget is answered with: a figure for each metric, and so many rows of a dimension. */
export function answered(
  { metrics: wanted, by }: Widget,
  total: readonly string[],
  rows: readonly (readonly [group: string, ...values: readonly string[]])[] = [],
): Answer {
  return {
    metrics: metrics.filter(({ id }) => wanted.includes(id)),
    by: [...by],
    dimensions: by.map((id) => ({
      id,
      type: id === 'day' ? ('time' as const) : ('text' as const),
      definition: '',
    })),
    range: october,
    currency: 'EUR',
    total: { group: [], isIncomplete: false, figures: figures(total) },
    rows: rows.map(([group, ...values]) => ({
      group: [group],
      isIncomplete: false,
      figures: figures(values),
    })),
    unconverted: [],
    isProvisional: false,
  }
}

export function material(
  widgets: readonly (readonly [Widget, ReportMaterial['answers']['answers'][number]])[],
  more: Partial<ReportMaterial> = {},
): ReportMaterial {
  return {
    dashboard: { id: 'mine', title: 'Mine', settings: {}, widgets: widgets.map(([each]) => each) },
    answers: {
      answers: widgets.map(([, answer]) => answer),
      completeness: { figuresAreCurrent: true, personsAreCurrent: true, connections: [] },
    },
    settings: {},
    range: october,
    organisation: 'nordlys',
    language: 'en',
    madeAt: 0,
    ...more,
  }
}
