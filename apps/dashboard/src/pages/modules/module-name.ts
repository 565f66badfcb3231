import type { AnswerOf } from '../../api/routes.ts'
import type { PlainKey } from '../../words/messages.ts'

export type Module = AnswerOf<'GET /api/modules'>['modules'][number]

const areaNames: Readonly<Record<string, PlainKey>> = {
  analytics: 'area.analytics',
  campaigns: 'area.campaigns',
  reports: 'area.reports',
  sharing: 'area.sharing',
  customers: 'area.customers',
  carts: 'area.carts',
  automations: 'area.automations',
  feeds: 'area.feeds',
  till: 'area.till',
}

/** What an area is called; everything else has the name by which the configuration knows it. */
export function areaName({ kind, name }: Pick<Module, 'kind' | 'name'>): PlainKey | undefined {
  return kind === 'area' && Object.hasOwn(areaNames, name) ? areaNames[name] : undefined
}

/** Areas that have no place in the navigation: hidden, or not allowed. */
export function absentAreas(modules: readonly Module[]): ReadonlySet<string> {
  return new Set(
    modules.flatMap(({ kind, name, state }) =>
      kind === 'area' && state !== 'active' ? [name] : [],
    ),
  )
}
