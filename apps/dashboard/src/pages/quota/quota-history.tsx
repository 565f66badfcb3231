import { InteractiveChart } from '@cartograph/charts/interactive'
import { useMemo } from 'react'
import { useWords } from '../../words/words-context.tsx'
import { useFigureWords } from '../dashboards/use-figure-words.ts'
import { quotaSeries, type Quota } from './quota-series.ts'

export function QuotaHistory({ quota }: { readonly quota: Quota }) {
  const { say, locale } = useWords()
  const { chartWords } = useFigureWords()
  const { periods, series } = useMemo(() => quotaSeries(quota), [quota])
  return (
    <InteractiveChart
      kind="line"
      title={say('quota.history')}
      format={{ type: 'count' }}
      periods={periods}
      series={series}
      locale={locale}
      words={chartWords}
    />
  )
}
