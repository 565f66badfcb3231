import type { AnswerOf, AskedOf } from '../../api/routes.ts'

/** An entry of the configuration, as the host shows it. */
export type Entry = AnswerOf<'GET /api/configuration'>['entries'][number]
export type Section = Entry['section']
export type EntryVersion =
  AnswerOf<'GET /api/configuration/:section/:id/history'>['versions'][number]
/** What is written in the place of an entry. */
export type EntryValue = AskedOf<'PUT /api/configuration/:section/:id'>['body']

export interface EntryName {
  readonly section: Section
  readonly id: string
}

export function entryKey({ section, id }: EntryName): string {
  return `${section}/${id}`
}
