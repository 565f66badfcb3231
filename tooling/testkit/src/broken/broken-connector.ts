import type {
  Change,
  Connector,
  Context,
  KeysetPosition,
  Page,
  Parts,
  Slice,
} from '@cartograph/core'
import { catalogue } from './notebook-catalogue.ts'
import { letters, notebook, notes, oneLetter, webhook, type Note } from './notebook.ts'
import type { Settings } from './notebook-settings.ts'

/** The correct connector with one thing changed, and the check that must notice. */
export interface BrokenConnector {
  readonly name: string
  readonly caughtBy: string
  readonly connector: Connector<Settings>
  /** What it wants to be set beside what the correct one wants. */
  readonly settings?: Readonly<Record<string, string>>
}

export type NotesPage = Page<Change<Note>, KeysetPosition>
export type ReadNotes = (
  context: Context<Settings>,
  slice: Slice<null>,
  from: KeysetPosition | undefined,
) => AsyncIterable<NotesPage>

export function withParts(changes: Partial<Parts<Settings>>): Connector<Settings> {
  return {
    ...notebook,
    parts: () => ({
      streams: { notes },
      sinks: { letters, catalogue },
      actions: { send: oneLetter },
      webhook,
      ...changes,
    }),
  }
}

export function withNotes(changes: Partial<typeof notes>): Connector<Settings> {
  return withParts({ streams: { notes: { ...notes, ...changes } } })
}

export function withList(changes: Partial<NonNullable<typeof notes.list>>): Connector<Settings> {
  if (notes.list === undefined) return notebook
  return withNotes({ list: { ...notes.list, ...changes } })
}

/** Reads otherwise, given how it is done right. */
export function withRead(read: (correct: ReadNotes) => ReadNotes): Connector<Settings> {
  const { list } = notes
  return list === undefined ? notebook : withList({ read: read(list.read.bind(list)) })
}

export function withLetters(changes: Partial<typeof letters>): Connector<Settings> {
  return withParts({ sinks: { letters: { ...letters, ...changes }, catalogue } })
}

export function withCatalogue(changes: Partial<typeof catalogue>): Connector<Settings> {
  return withParts({ sinks: { letters, catalogue: { ...catalogue, ...changes } } })
}

export function withSend(changes: Partial<typeof oneLetter>): Connector<Settings> {
  return withParts({ actions: { send: { ...oneLetter, ...changes } } })
}

export function withWebhook(changes: Partial<typeof webhook>): Connector<Settings> {
  return withParts({ webhook: { ...webhook, ...changes } })
}

/** Where a walk by instants stands. */
export function after(instant: number | null): KeysetPosition {
  return { after: instant, before: null, page: 1, total: null, floor: null }
}
