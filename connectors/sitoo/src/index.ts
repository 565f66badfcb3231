export { sitoo } from './connector.ts'
export type { Settings as SitooSettings } from './settings.ts'
