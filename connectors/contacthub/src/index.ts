export { contacthub } from './connector.ts'
export type { Settings } from './settings.ts'
