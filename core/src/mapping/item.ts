import { faultOf, isFault, type Fault } from '../v1/fault.ts'
import type { Expression, Mapping } from '../v1/mapping.ts'
import type { Json, JsonObject } from '../v1/words.ts'
import type { CompiledField } from './fields.ts'
import { fieldOf, isObject, type Evaluate, type Scope } from './node.ts'
import { trouble, within } from './trouble.ts'

/** A field of the target that is ready to be made. */
export interface TargetField {
  readonly name: string
  readonly rule: Expression
  /**
   * Makes the value; `undefined` leaves the field out.
   *
   * @throws a `record` fault, also where nothing is there and the target needs it.
   */
  readonly make: Evaluate
  /** The field of `$` that it is, where it is there: so it can be read without a call. */
  readonly field?: string
}

/** While a run goes on; the lists are replaced, not written to, because most runs share the empty one. */
export interface Making {
  items: JsonObject[]
  problems: readonly Fault[]
  notes: readonly Fault[]
}

/** Adds what the mapping says of missing values: required fields must be there, whatever `onMissing` is. */
export function targetFields(
  mapping: Mapping,
  fields: readonly CompiledField[],
  required: ReadonlySet<string>,
): readonly TargetField[] {
  return fields.map(({ name, rule, node: { evaluate, field } }) => {
    const whenMissing = required.has(name) ? 'error' : (mapping.onMissing ?? 'omit')
    const shared = { name, rule, ...(field !== undefined && { field }) }
    if (whenMissing === 'omit') return { ...shared, make: evaluate }
    return {
      ...shared,
      make(here, scope) {
        const value = evaluate(here, scope)
        if (value !== undefined) return value
        if (whenMissing === 'null') return null
        throw trouble('nothing is there')
      },
    }
  })
}

/** Makes one item, field by field, so that all that is wrong with it is told at once. */
export function itemMaker(mapping: Mapping, fields: readonly TargetField[]) {
  const parts = fields.map(({ name, make, field }) => ({ name, make, field }))
  return (here: Json, scope: Scope, making: Making): void => {
    const object = isObject(here) ? here : undefined
    const item: Record<string, Json> = {}
    let good = true
    for (const { name, make, field } of parts) {
      try {
        let value = object === undefined || field === undefined ? undefined : fieldOf(object, field)
        if (value === undefined) value = make(here, scope)
        if (value !== undefined) item[name] = value
      } catch (error) {
        good = false
        making.problems = [...making.problems, recordFault(mapping, within(error, name))]
      }
      if (scope.notes.length > 0) making.notes = [...making.notes, ...notesOf(mapping, name, scope)]
    }
    if (!good) return
    // An empty list that is pushed to takes room for many, and most runs make one.
    if (making.items.length === 0) making.items = [item]
    else making.items.push(item)
  }
}

/** Takes the notes of the field that was made last. */
export function notesOf(mapping: Mapping, name: string, scope: Scope): Fault[] {
  return scope.notes.splice(0).map((note) => recordFault(mapping, within(trouble(note), name)))
}

/** A fault in the words of a merchant: the field, the reason and the rule. What is no fault is thrown on. */
export function recordFault(mapping: Mapping, thrown: unknown): Fault {
  if (!isFault(thrown)) throw thrown
  const { message, path = [] } = faultOf(thrown)
  const [field] = path
  const rule = typeof field === 'string' ? mapping.fields[field] : undefined
  const shown = path.length === 0 ? '' : `\`${path.join('.')}\`: `
  return {
    $fault: 'v1',
    kind: 'record',
    message: `${shown}${message} (mapping ${mapping.id}).`,
    ...(rule !== undefined && { hint: `The rule is ${shortened(JSON.stringify(rule))}.` }),
    path,
  }
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
