import type { Segment } from '../segments/index.ts'
import type { Automation } from './automation-settings.ts'
import type { Reading } from './reading.ts'

/**
 * Warns of automations that set each other off: one tags or changes a person, that lets the person enter a segment or counts as a
 * change, and so on to the first.
 *
 * A circle need not be wrong, since a tag that is there is no change. While it runs it is cut after some rounds.
 */
export function checkAutomationLoops(
  automations: ReadonlyMap<string, Automation>,
  { segments }: { readonly segments: ReadonlyMap<string, Segment> },
  { document, problems }: Reading,
): void {
  const next = new Map(
    [...automations.values()].map((from) => [
      from.id,
      [...automations.values()].filter((to) => setsOff(from, to, segments)).map(({ id }) => id),
    ]),
  )
  const told = new Set<string>()
  for (const id of automations.keys()) {
    const circle = circleFrom(id, next)
    if (circle === undefined || circle.some((each) => told.has(each))) continue
    for (const each of circle) told.add(each)
    problems.add(document, ['automations', id], {
      part: 'key',
      severity: 'warning',
      message:
        circle.length === 1
          ? 'this automation sets itself off'
          : `these automations set each other off: ${circle.join(', ')}`,
      hint: 'Give one of them a condition that is no longer true afterwards. While it runs, a chain is cut after 5 rounds.',
    })
  }
}

function setsOff(
  from: Automation,
  to: Automation,
  segments: ReadonlyMap<string, Segment>,
): boolean {
  const changed = from.steps.flatMap(({ deed }) =>
    deed.action === 'tag' ? ['tags'] : deed.action === 'set' ? Object.keys(deed.properties) : [],
  )
  if (changed.length === 0) return false
  const { event, properties, segment } = to.on
  if (event === 'customer.updated')
    return properties === undefined || properties.some((name) => changed.includes(name))
  if (segment === undefined) return false
  const text = JSON.stringify(segments.get(segment)?.where ?? {})
  return changed.some((name) => text.includes(`"${name}"`) || text.includes(`.${name}"`))
}

/** The shortest way from an automation back to itself. */
function circleFrom(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  let ways: readonly (readonly string[])[] = [[start]]
  const seen = new Set<string>()
  while (ways.length > 0) {
    const longer: (readonly string[])[] = []
    for (const way of ways)
      for (const id of next.get(way.at(-1) ?? '') ?? []) {
        if (id === start) return way
        if (seen.has(id)) continue
        seen.add(id)
        longer.push([...way, id])
      }
    ways = longer
  }
  return undefined
}
