import type { FigureSettings } from '../../api/answers.ts'
import type { DashboardDraft, WidgetDraft } from './dashboard-draft.ts'

/** So many a dashboard may have, as the host says. */
export const mostWidgets = 50

type SettingName = keyof FigureSettings

/** Settings with some of them said anew; what is undefined is said no more. */
export function withSettings(settings: FigureSettings, change: FigureSettings): FigureSettings {
  return Object.fromEntries(
    Object.entries({ ...settings, ...change }).filter(([, said]) => said !== undefined),
  )
}

/** Beside all others, at the end. */
export function withWidget(
  draft: DashboardDraft,
  widget: Omit<WidgetDraft, 'id'>,
): { readonly draft: DashboardDraft; readonly id: string } {
  const taken = new Set(draft.widgets.map(({ id }) => id))
  // A name that is a number alone would come first wherever it is kept.
  let number = draft.widgets.length + 1
  while (taken.has(`widget-${number}`)) number += 1
  const id = `widget-${number}`
  return { draft: { ...draft, widgets: [...draft.widgets, { ...widget, id }] }, id }
}

export function changedWidget(draft: DashboardDraft, changed: WidgetDraft): DashboardDraft {
  return {
    ...draft,
    widgets: draft.widgets.map((widget) => (widget.id === changed.id ? changed : widget)),
  }
}

export function withoutWidget(draft: DashboardDraft, id: string): DashboardDraft {
  return { ...draft, widgets: draft.widgets.filter((widget) => widget.id !== id) }
}

/** One place further to the end, or to the beginning; at the end it stays where it is. */
export function movedWidget(draft: DashboardDraft, id: string, by: 1 | -1): DashboardDraft {
  const from = draft.widgets.findIndex((widget) => widget.id === id)
  const moved = draft.widgets[from]
  const to = from + by
  if (moved === undefined || to < 0 || to >= draft.widgets.length) return draft
  const others = draft.widgets.filter((widget) => widget !== moved)
  return { ...draft, widgets: [...others.slice(0, to), moved, ...others.slice(to)] }
}

/** What one widget says for itself, said by the dashboard for all of them: none says anything else of it. */
export function appliedToAll(draft: DashboardDraft, said: FigureSettings): DashboardDraft {
  const cleared: FigureSettings = Object.fromEntries(namesOf(said).map((name) => [name, undefined]))
  return {
    ...draft,
    settings: withSettings(draft.settings, said),
    widgets: draft.widgets.map((widget) => ({
      ...widget,
      settings: withSettings(widget.settings, cleared),
    })),
  }
}

/** How many others say something else of what would be applied. */
export function overruled(
  { widgets }: DashboardDraft,
  { id, settings }: Pick<WidgetDraft, 'id' | 'settings'>,
): number {
  return widgets.filter(
    (widget) =>
      widget.id !== id &&
      namesOf(settings).some((name) => differs(widget.settings[name], settings[name])),
  ).length
}

function namesOf(settings: FigureSettings): readonly SettingName[] {
  return (['range', 'compare', 'currency', 'stores', 'segments', 'filters'] as const).filter(
    (name) => settings[name] !== undefined,
  )
}

function differs(one: unknown, other: unknown): boolean {
  return one !== undefined && JSON.stringify(one) !== JSON.stringify(other)
}
