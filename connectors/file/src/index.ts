export { file } from './connector.ts'
export type { Settings } from './settings.ts'
export type { Found, FoundColumn } from './discover.ts'
