import { author, bearer, type Connector } from '@cartograph/core'
import * as z from 'zod'
import { withLetters, withNotes, withParts, type BrokenConnector } from './broken-connector.ts'
import { letter, note, notebook, notes } from './notebook.ts'
import { settings, type Settings } from './notebook-settings.ts'

/** Connectors that break what the release before them promised, without saying so in their version. */
export const brokenPromises: readonly BrokenConnector[] = [
  {
    name: 'asks for a setting that no configuration has yet',
    caughtBy: 'contract.keepsSettings',
    connector: withSettings(settings.extend({ shelf: z.string() })),
    settings: { shelf: 'A2' },
  },
  {
    name: 'takes only short tokens',
    caughtBy: 'contract.keepsSettings',
    connector: withSettings(settings.extend({ token: settings.shape.token.max(30) })),
  },
  {
    name: 'no longer has a sink that deliveries name',
    caughtBy: 'contract.keepsParts',
    connector: withParts({ sinks: {} }),
  },
  {
    name: 'writes each letter once where it replaced them',
    caughtBy: 'contract.keepsParts',
    connector: withLetters({ mode: 'append', deletes: false }),
  },
  {
    name: 'forgets a field that mappings read',
    caughtBy: 'contract.keepsFields',
    connector: withNotes({ schema: note.omit({ text: true }) as unknown as typeof note }),
  },
  {
    name: 'asks for a field that no mapping gives yet',
    caughtBy: 'contract.keepsFields',
    connector: withLetters({ schema: letter.extend({ paper: z.string() }) }),
  },
  {
    name: 'makes the keys of its records in another way',
    caughtBy: 'contract.keepsKeys',
    connector: withNotes({ key: ({ id }) => `note-${id}` }),
  },
  {
    name: 'counts its versions in seconds where it counted milliseconds',
    caughtBy: 'contract.keepsKeys',
    connector: withNotes({ version: ({ updated }) => updated / 1000 }),
  },
  {
    name: 'needs a permission that the keys of merchants lack',
    caughtBy: 'contract.keepsPermissions',
    connector: withNotes({ permissions: [...(notes.permissions ?? []), 'Drafts: read'] }),
  },
]

function withSettings(schema: z.ZodType<Settings>): Connector<Settings> {
  return author(schema).connector({
    ...notebook,
    sign: (request, { config }) => bearer(request, config.token),
  })
}
