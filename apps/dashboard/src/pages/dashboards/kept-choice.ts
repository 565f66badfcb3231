import type { FigureSettings } from '../../api/answers.ts'
import { chosenIn, searchOf } from './dashboard-state.ts'

const place = (organisation: string | undefined) => `cartograph.figures.${organisation ?? ''}`

/** What whoever looks wants on every dashboard of an organisation, kept in this browser. */
export function keptChoice(organisation: string | undefined): FigureSettings {
  return chosenIn(localStorage.getItem(place(organisation)) ?? '')
}

export function keepChoice(organisation: string | undefined, chosen: FigureSettings): void {
  const text = searchOf(chosen)
  if (text === '') localStorage.removeItem(place(organisation))
  else localStorage.setItem(place(organisation), text)
}
