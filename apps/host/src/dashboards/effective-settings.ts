import type { FigureSettings } from './dashboard.ts'

const names = ['range', 'compare', 'currency', 'stores', 'segments', 'filters'] as const

/** What counts of several settings, the most particular first: each name is taken where it is first said. */
export function effectiveSettings(...given: readonly FigureSettings[]): FigureSettings {
  return Object.fromEntries(
    names.flatMap((name) => {
      const said = given.find((settings) => settings[name] !== undefined)
      return said === undefined ? [] : [[name, said[name]]]
    }),
  )
}
