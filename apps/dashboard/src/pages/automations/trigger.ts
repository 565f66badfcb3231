import { groupIn, type FormGroup } from '../../schema-form/form-value.ts'

/** What is answered, which may be written as a word alone. */
export function triggerOf(on: unknown): FormGroup & { readonly event: string } {
  if (typeof on === 'string') return { event: on }
  const group = groupIn(on)
  const { event } = group
  return { ...group, event: typeof event === 'string' ? event : '' }
}

/** As short as it can be written. */
export function writtenTrigger(trigger: FormGroup): unknown {
  return Object.keys(trigger).length === 1 ? trigger['event'] : trigger
}
