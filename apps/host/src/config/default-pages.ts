import type { PageSettings } from './page-settings.ts'

/** How pages are where the configuration says nothing: there is no form, and links to unsubscribe work. */
export const defaultPages: PageSettings = {
  language: 'en',
  colour: '#0b57d0',
  forms: new Map(),
  texts: new Map(),
}
