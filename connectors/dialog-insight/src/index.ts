export { dialogInsight } from './connector.ts'
export type { Found, FoundColumn, FoundTable } from './found.ts'
export type { Settings } from './settings.ts'
