import type { EntryValue } from '../../entries/entry.ts'

/** What is to be kept of the configuration: the host reads it as what comes from outside. */
export function asEntry(value: unknown): EntryValue {
  return value as EntryValue
}
