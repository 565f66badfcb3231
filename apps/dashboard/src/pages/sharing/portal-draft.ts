import type { EntryValue } from '../entries/entry.ts'
import { choices as allChoices, type Choice } from './share-wish.ts'

/** What stands below a name of the configuration, as it came from the host. */
type Fields = Record<string, EntryValue>

export type Download = 'pdf' | 'csv'
export const allDownloads: readonly Download[] = ['pdf', 'csv']

/** A portal as it is written in its form. */
export interface PortalDraft {
  readonly title: string
  /** Empty: none. */
  readonly accent: string
  /** Which dashboards it shows, by the ids that they have there. */
  readonly dashboards: Readonly<Record<string, Fields>>
  readonly choices: readonly Choice[]
  readonly downloads: readonly Download[]
}

export const emptyPortal: PortalDraft = {
  title: '',
  accent: '',
  dashboards: {},
  choices: [],
  downloads: [],
}

/** What the form begins with; what is not understood of an entry is as if it were not there. */
export function draftOf(value: unknown): PortalDraft {
  const { title, accent, dashboards, choices, downloads } = fieldsOf(value)
  return {
    title: typeof title === 'string' ? title : '',
    accent: typeof accent === 'string' ? accent : '',
    dashboards: Object.fromEntries(
      Object.entries(fieldsOf(dashboards)).map(([id, shown]) => [id, fieldsOf(shown)]),
    ),
    choices: allChoices.filter((choice) => Array.isArray(choices) && choices.includes(choice)),
    downloads: allDownloads.filter((form) => Array.isArray(downloads) && downloads.includes(form)),
  }
}

/** The entry of the configuration that a form means. */
export function entryOf({
  title,
  accent,
  dashboards,
  choices,
  downloads,
}: PortalDraft): EntryValue {
  return {
    title,
    ...(accent !== '' && { accent }),
    dashboards: { ...dashboards },
    ...(choices.length > 0 && { choices: [...choices] }),
    ...(downloads.length > 0 && { downloads: [...downloads] }),
  }
}

/** Which dashboards a portal shows, each once. */
export function shownIn({ dashboards }: PortalDraft): readonly string[] {
  return [...new Set(Object.entries(dashboards).map(([id, shown]) => dashboardOf(id, shown)))]
}

/** The same portal with other dashboards: those that stay keep what they are held to. */
export function withShown(draft: PortalDraft, wanted: readonly string[]): PortalDraft {
  const kept = Object.entries(draft.dashboards).filter(([id, shown]) =>
    wanted.includes(dashboardOf(id, shown)),
  )
  const before = shownIn(draft)
  const added = wanted.filter((id) => !before.includes(id)).map((id) => [id, {}] as const)
  return { ...draft, dashboards: Object.fromEntries([...kept, ...added]) }
}

function dashboardOf(id: string, { dashboard }: Fields): string {
  return typeof dashboard === 'string' ? dashboard : id
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}
