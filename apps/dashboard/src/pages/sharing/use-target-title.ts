import { useMemo } from 'react'
import { useAnswer } from '../../api/use-answer.ts'
import { useFigureWords } from '../dashboards/use-figure-words.ts'

/** What a link leads to. */
export interface Target {
  readonly section: 'dashboards' | 'portals'
  readonly target: string
}

/** What dashboards and portals are called; by its id what is not there any more. */
export function useTargetTitle(): (target: Target) => string {
  const { dashboardTitle } = useFigureWords()
  const dashboards = useAnswer('GET /api/dashboards', {}).data?.dashboards
  const portals = useAnswer('GET /api/portals', {}).data?.portals
  return useMemo(
    () =>
      ({ section, target }) => {
        if (section === 'portals') return portals?.find(({ id }) => id === target)?.title ?? target
        const found = dashboards?.find(({ id }) => id === target)
        return found === undefined ? target : dashboardTitle(found)
      },
    [dashboards, portals, dashboardTitle],
  )
}
