import { problemOf } from '../../api/api-error.ts'
import { groupIn, type FormGroup } from '../../schema-form/form-value.ts'
import type { Entry, Section } from '../entries/entry.ts'

/** An entry as the store has it, as far as it has it. */
export interface KeptEntry {
  readonly section: Section
  /** Missing: it has no name yet. */
  readonly id?: string
  readonly value: FormGroup
  readonly version?: number | undefined
  readonly changedBy?: string | undefined
  readonly changedAt?: string | undefined
  /** It was taken away after it was read. */
  readonly isGone?: boolean
}

export function keptEntry(
  { section, id, value, version, changedBy, changedAt }: Entry,
  error: unknown,
): KeptEntry {
  const isGone = error !== null && error !== undefined && problemOf(error).status === 404
  return { section, id, value: groupIn(value), version, changedBy, changedAt, isGone }
}
