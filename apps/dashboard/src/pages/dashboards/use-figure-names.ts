import { useMemo } from 'react'
import { useWords } from '../../words/words-context.tsx'
import { figureNames, type FigureNames } from './figure-names.ts'

export function useFigureNames(): FigureNames {
  const { say, knows, locale } = useWords()
  return useMemo(() => figureNames(say, knows, locale), [say, knows, locale])
}
