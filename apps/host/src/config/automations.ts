import { nearest } from '@cartograph/core'
import { predefinedSegments, type Segment } from '../segments/index.ts'
import { checkAutomationActions } from './automation-actions.ts'
import { checkAutomationLoops } from './automation-loops.ts'
import { automationOf, contactingOf } from './automation-made.ts'
import { automationRecipes } from './automation-recipes.ts'
import { automationShape, contactingShape } from './automation-shape.ts'
import {
  defaultContacting,
  type Automation,
  type ContactingSettings,
} from './automation-settings.ts'
import { checkAutomationTexts } from './automation-texts.ts'
import { automationTriggers } from './automation-triggers.ts'
import type { CustomerSettings } from './customer-settings.ts'
import type { Path } from './document.ts'
import { entriesOf, isPlainObject } from './environment.ts'
import { choice } from './naming.ts'
import { ownConnectionId } from './own-connection.ts'
import type { ReadConnection, Reading } from './reading.ts'
import { filledRecipe } from './written-automation.ts'

export interface ReadAutomations {
  readonly contacting?: ContactingSettings
  readonly automations?: ReadonlyMap<string, Automation>
  /** Those that automations wait for or ask about, beside what is declared. */
  readonly segments: ReadonlyMap<string, Segment>
}

interface Around {
  readonly connections: ReadonlyMap<string, ReadConnection>
  readonly customers: CustomerSettings | undefined
  readonly segments: ReadonlyMap<string, Segment>
  /** At which the host is reached. */
  readonly url: string | undefined
}

/** What the file says of automations; what is wrong in their shapes has been reported by then. */
export async function readAutomations(
  root: Readonly<Record<string, unknown>>,
  around: Around,
  reading: Reading,
): Promise<ReadAutomations> {
  const shape = contactingShape.safeParse(root['contacting'])
  const contacting = shape.success ? contactingOf(shape.data) : defaultContacting
  const automations = new Map<string, Automation>()
  const used = new Map<string, Segment>()
  for (const [id, entry] of entriesOf(root['automations'])) {
    const path: Path = ['automations', id]
    const whole = withRecipe(entry, path, reading)
    if (whole === undefined) continue
    const parsed = automationShape.safeParse(whole)
    if (!parsed.success) {
      reportMissing(whole, path, reading)
      continue
    }
    const automation = automationOf(id, parsed.data, {
      contacting,
      connections: connectionsOf(parsed.data.nodes, around.customers, path, reading),
    })
    checkTrigger(automation, path, reading)
    for (const [segment, at] of segmentsOf(automation)) {
      const found = segmentNamed(segment, around.segments)
      if (found === undefined) reportSegment(segment, [...path, ...at], around.segments, reading)
      else used.set(segment, found)
    }
    checkAutomationActions(automation, path, around.connections, reading)
    await checkAutomationTexts(automation, path, reading, around.url !== undefined)
    automations.set(id, automation)
  }
  checkAutomationLoops(
    automations,
    { ...around, segments: new Map([...used, ...around.segments]) },
    reading,
  )
  return {
    ...(shape.success && { contacting }),
    ...(automations.size > 0 && { automations }),
    segments: used,
  }
}

/** An automation with what its recipe says. */
function withRecipe(
  entry: unknown,
  path: Path,
  { document, problems }: Reading,
): Readonly<Record<string, unknown>> | undefined {
  if (!isPlainObject(entry)) return undefined
  const { recipe } = entry
  if (recipe === undefined) return filledRecipe(entry)
  const names = Object.keys(automationRecipes)
  // One that is no text has been reported by then.
  if (typeof recipe !== 'string') return undefined
  if (!names.includes(recipe)) {
    problems.add(document, [...path, 'recipe'], {
      message: `there is no recipe "${recipe}"${choice(nearest(recipe, names), names)}`,
    })
    return undefined
  }
  return filledRecipe(entry)
}

/** What is missing is no mistake in the shape as it is written, since a recipe may have it. */
function reportMissing(
  whole: Readonly<Record<string, unknown>>,
  path: Path,
  { document, problems }: Reading,
): void {
  for (const name of ['on', 'steps'])
    if (whole[name] === undefined)
      problems.add(document, path, {
        part: 'key',
        message: `"${name}" is missing`,
        hint: 'Write it, or take it from a `recipe`; docs/automations/index.md shows both.',
      })
}

function connectionsOf(
  nodes: readonly string[] | undefined,
  customers: CustomerSettings | undefined,
  path: Path,
  { document, problems }: Reading,
): readonly string[] | undefined {
  if (nodes === undefined) return undefined
  const known = customers?.nodes ?? new Map<string, never>()
  const seenBy = (id: string): readonly string[] => {
    const node = known.get(id)
    if (node === undefined) return []
    return node.kind === 'entry'
      ? [...node.connections, ownConnectionId(id)]
      : node.of.flatMap(seenBy)
  }
  for (const [index, id] of nodes.entries()) {
    const ids = [...known.keys()]
    if (!known.has(id))
      problems.add(document, [...path, 'nodes', index], {
        message: `there is no node "${id}"${choice(nearest(id, ids), ids)}`,
      })
  }
  return [...new Set(nodes.flatMap(seenBy))]
}

function checkTrigger({ on }: Automation, path: Path, { document, problems }: Reading): void {
  const at = [...path, 'on']
  const known = Object.keys(automationTriggers)
  const says = automationTriggers[on.event as keyof typeof automationTriggers]
  if (says === undefined && !/^[a-z][\w-]*(\.[\w-]+)+$/iu.test(on.event)) {
    problems.add(document, at, {
      message: `"${on.event}" is nothing that happens${choice(nearest(on.event, known), known)}`,
      hint: 'Types of events of your own have a dot in them, such as store.visited.',
    })
    return
  }
  const meant = says === undefined ? nearest(on.event, known) : undefined
  if (meant !== undefined)
    problems.add(document, at, {
      severity: 'warning',
      message: `"${on.event}" is taken for an event of your own; did you mean "${meant}"?`,
    })
  const isSegment = on.event === 'segment.entered' || on.event === 'segment.left'
  if (isSegment !== (on.segment !== undefined))
    problems.add(document, at, {
      message: isSegment
        ? `"${on.event}" expects a segment, such as { event: ${on.event}, segment: vip }`
        : `"${on.event}" has no segment`,
    })
}

function* segmentsOf({ on, in: within, notIn }: Automation): Iterable<readonly [string, Path]> {
  if (on.segment !== undefined) yield [on.segment, ['on', 'segment']]
  for (const segment of within) yield [segment, ['in']]
  for (const segment of notIn) yield [segment, ['notIn']]
}

function segmentNamed(id: string, declared: ReadonlyMap<string, Segment>): Segment | undefined {
  return declared.get(id) ?? predefinedSegments.find((each) => each.id === id)
}

function reportSegment(
  id: string,
  path: Path,
  declared: ReadonlyMap<string, Segment>,
  { document, problems }: Reading,
): void {
  const ids = [...declared.keys(), ...predefinedSegments.map((each) => each.id)]
  problems.add(document, path, {
    message: `there is no segment "${id}"${choice(nearest(id, ids), ids)}`,
  })
}
