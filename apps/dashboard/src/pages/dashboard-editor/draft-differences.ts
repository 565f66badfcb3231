import type { MappingChange } from '../mappings/mapping-changes.ts'
import { ruleText } from '../mappings/rule-text.ts'
import { writtenDashboard, type DashboardDraft } from './dashboard-draft.ts'

/** What is different between two forms of a dashboard: its settings one by one, and each widget as a whole. */
export function draftDifferences(
  before: DashboardDraft,
  after: DashboardDraft,
): readonly MappingChange[] {
  const [was, is] = [partsOf(before), partsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((part) => {
    const [one, other] = [ruleText(was.get(part)), ruleText(is.get(part))]
    if (one === other) return []
    return [{ part, ...(one !== '' && { before: one }), ...(other !== '' && { after: other }) }]
  })
}

function partsOf(draft: DashboardDraft): ReadonlyMap<string, unknown> {
  const { widgets = {}, ...settings } = writtenDashboard(draft)
  const order = Object.keys(widgets)
  return new Map<string, unknown>([
    ...Object.entries(settings),
    ['widgets', order],
    ...Object.entries(widgets).map(([id, widget]) => [`widgets.${id}`, widget] as const),
  ])
}
