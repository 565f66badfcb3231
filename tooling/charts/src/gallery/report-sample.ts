import { chartTable } from '../chart-table.ts'
import type { ChartProps } from '../chart-props.ts'
import type { Report } from '../render/index.ts'
import { samples } from './samples.ts'

/** A report with a bit of everything, over several pages. */
export function reportSample(): Report {
  const comparison = 'than before'
  return {
    title: 'How we sell',
    organisation: 'Kaffeerösterei Müller & Söhne GmbH',
    period: '27 October – 25 November 2026, beside the 35 days before',
    createdAt: new Date('2026-11-26T06:00:00Z'),
    sections: [
      {
        title: 'At a glance',
        text: 'Net sales rose by an eighth. Most of it came from Germany, where returning customers ordered more often; the tills sold as much as before.',
        kpis: [
          { name: 'Net sales', value: '€128,410.20', delta: { change: 0.123, comparison } },
          { name: 'Orders', value: '4,120', delta: { change: -0.062, comparison } },
          {
            name: 'Refund rate',
            value: '3.1%',
            delta: { change: 0.041, goodWhen: 'down', comparison },
          },
          { name: 'Average order', value: '€31.17', delta: { change: 0, comparison } },
        ],
        charts: [...chart('Net sales by day'), ...chart('Orders by channel')],
      },
      {
        title: 'Where and what',
        charts: [
          ...chart('Net sales by country'),
          ...chart('Net sales by month'),
          ...chart('Profit by category'),
          ...chart('Orders by payment'),
        ],
      },
      {
        title: 'Who and when',
        charts: [...chart('From visit'), ...chart('Orders by weekday'), ...chart('Customers who')],
        tables: chart('Net sales by day').map(chartTable),
      },
    ],
  }
}

function chart(title: string): readonly ChartProps[] {
  return samples.filter((sample) => sample.title.startsWith(title))
}
