import type { ChartWords } from '@cartograph/charts'
import { useMemo } from 'react'
import { useWords } from '../../words/words-context.tsx'

/** What charts say, in the language of whoever looks. */
export function useChartWords(): Partial<ChartWords> {
  const { say } = useWords()
  return useMemo(
    () => ({
      noData: say('chart.noData'),
      unknown: say('state.unknown'),
      incomplete: say('chart.incomplete'),
      compared: say('chart.compared'),
      value: say('chart.value'),
      name: say('chart.name'),
      time: say('chart.time'),
      rangeSentence: say('chart.rangeSentence'),
      oneSentence: say('chart.oneSentence'),
    }),
    [say],
  )
}
