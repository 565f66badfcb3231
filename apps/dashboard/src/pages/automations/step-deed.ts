import { groupIn, type FormGroup } from '../../schema-form/form-value.ts'

/** What a step can do, in the order in which it is offered. */
export const deeds = ['mail', 'tag', 'set', 'slack', 'webhook', 'act'] as const
export type Deed = (typeof deeds)[number]

/** What a step does; undefined: it does not say so yet. */
export function deedOf(step: FormGroup): Deed | undefined {
  return deeds.find((deed) => deed in step)
}

/** The same step with something else to do: when it is done stays. */
export function withDeed(step: FormGroup, deed: Deed, value: unknown): FormGroup {
  const others = Object.entries(step).filter(([name]) => !deeds.some((each) => each === name))
  return Object.fromEntries([...others, [deed, value]])
}

/** A step as it is before anything is written into it. */
export function newStep(deed: Deed, through: string | undefined): FormGroup {
  const isNamed = deed === 'webhook' || deed === 'act'
  return { [deed]: isNamed && through !== undefined ? { through } : {} }
}

/** Tags that are put on and taken off; where none is taken off, a list alone says so. */
export function tagsOf(tag: unknown): FormGroup {
  return Array.isArray(tag) ? { add: tag } : groupIn(tag)
}

export function writtenTags(tags: FormGroup): unknown {
  return 'remove' in tags ? tags : (tags['add'] ?? {})
}
