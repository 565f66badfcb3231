import { canonicalise } from '../json/index.ts'
import { isFault, type Fault } from '../v1/fault.ts'
import type { Expression } from '../v1/mapping.ts'
import type { Json, JsonObject } from '../v1/words.ts'
import { notesOf, recordFault, type TargetField } from './item.ts'
import type { Scope } from './node.ts'
import type { CompiledMapping } from './run.ts'
import { sourcesOf, type SourceValue } from './sources.ts'
import { within } from './trouble.ts'

/** One field of one item: where it comes from, how it is made, and what that gives. */
export interface PreviewField {
  readonly path: readonly string[]
  readonly sources: readonly SourceValue[]
  readonly rule: Expression
  /** Absent where the field is left out or cannot be made. */
  readonly result?: Json
  readonly problem?: Fault
  /** Absent where it was not delivered yet. */
  readonly previous?: Json
  readonly changed: boolean
}

export interface PreviewItem {
  /** What would be delivered; absent where a field cannot be made. */
  readonly item?: JsonObject
  readonly fields: readonly PreviewField[]
}

export interface PreviewOptions {
  readonly others?: Scope['others']
  /** What was delivered last for an item, if anything; the item may lack fields that could not be made. */
  readonly lastDelivered?: (item: JsonObject, index: number) => JsonObject | undefined
  /** Masks a value before it is shown; `path` as written in the rule for a source, the field's name for the target. */
  readonly mask?: (
    value: Json,
    where: { readonly side: 'source' | 'target'; readonly path: string },
  ) => Json
}

/**
 * Shows what a mapping makes of rows, field by field, by the very functions that a run uses.
 *
 * @throws a `record` fault where `when`, `each` or the order of a group cannot be worked out.
 */
export function previewMapping(
  compiled: CompiledMapping,
  rows: readonly JsonObject[],
  options: PreviewOptions = {},
): readonly PreviewItem[] {
  const items: PreviewItem[] = []
  try {
    compiled.eachItem(rows, options.others ?? {}, (here, scope) => {
      const trials = compiled.fields.map((field) => tryField(compiled, field, here, scope))
      const item: Record<string, Json> = {}
      for (const { field, value } of trials) if (value !== undefined) item[field.name] = value
      const previous = options.lastDelivered?.(item, items.length)
      const failed = trials.some(({ failure }) => failure !== undefined)
      const shown = options.mask === undefined ? item : masked(item, options.mask)
      items.push({
        ...(!failed && { item: shown }),
        fields: trials.map((trial) => previewField(trial, here, scope, previous, options.mask)),
      })
    })
  } catch (error) {
    throw isFault(error) ? recordFault(compiled.mapping, error) : error
  }
  return items
}

interface Trial {
  readonly field: TargetField
  readonly value?: Json | undefined
  /** Keeps the item from being made. */
  readonly failure?: Fault
  readonly note?: Fault
}

function tryField(
  { mapping }: CompiledMapping,
  field: TargetField,
  here: Json,
  scope: Scope,
): Trial {
  try {
    const value = field.make(here, scope)
    const [note] = notesOf(mapping, field.name, scope)
    return { field, value, ...(note !== undefined && { note }) }
  } catch (error) {
    return { field, failure: recordFault(mapping, within(error, field.name)) }
  }
}

function previewField(
  { field, value, failure, note }: Trial,
  here: Json,
  scope: Scope,
  previous: JsonObject | undefined,
  mask: PreviewOptions['mask'],
): PreviewField {
  const before = previous?.[field.name]
  const problem = failure ?? note
  const show = (shown: Json, side: 'source' | 'target', path: string) =>
    mask === undefined ? shown : mask(shown, { side, path })
  return {
    path: [field.name],
    rule: field.rule,
    sources: sourcesOf(field.rule, here, scope).map(({ path, value: read }) =>
      read === undefined ? { path } : { path, value: show(read, 'source', path) },
    ),
    ...(value !== undefined && { result: show(value, 'target', field.name) }),
    ...(problem !== undefined && { problem }),
    ...(before !== undefined && { previous: show(before, 'target', field.name) }),
    changed: !alike(value, before),
  }
}

function alike(first: Json | undefined, second: Json | undefined): boolean {
  if (first === undefined || second === undefined) return first === second
  return canonicalise(first) === canonicalise(second)
}

function masked(item: JsonObject, mask: NonNullable<PreviewOptions['mask']>): JsonObject {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value === undefined ? value : mask(value, { side: 'target', path: name }),
    ]),
  )
}
