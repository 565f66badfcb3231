import type { FieldShape } from './field-shape.ts'

/** The value of one group of a form. */
export type FormGroup = Readonly<Record<string, unknown>>

export function groupIn(value: unknown): FormGroup {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as FormGroup)
    : {}
}

/** A group in which one field has another value; one that is emptied is left out, so that its default holds. */
export function withField(group: FormGroup, name: string, value: unknown): FormGroup {
  const others = Object.entries(group).filter(([each]) => each !== name)
  if (!isEmpty(value) && name in group)
    return Object.fromEntries(
      Object.entries(group).map(([each, had]) => [each, each === name ? value : had]),
    )
  return Object.fromEntries(isEmpty(value) ? others : [...others, [name, value]])
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** What was written into a field for numbers: a number, or else what it was, so that the host says what is wrong with it. */
export function numberIn(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return Number.isFinite(number) ? number : trimmed
}

/** A text for each line that has one. */
export function linesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
}

/** What the host says in the place of a secret that it keeps, or has by its name. */
export function isKeptSecret(value: unknown): boolean {
  if (typeof value === 'string') return /^\$\{(?:secret|env):[^}]+\}$/u.test(value)
  return groupIn(value)['secret'] === 'set'
}

/** Whether a field is to be seen beside the values that the others of its group have. */
export function isShown({ dependsOn }: FieldShape, group: FormGroup): boolean {
  if (dependsOn === undefined) return true
  const value = group[dependsOn.name]
  return dependsOn.value === undefined
    ? value !== undefined && value !== false
    : JSON.stringify(value) === JSON.stringify(dependsOn.value)
}
