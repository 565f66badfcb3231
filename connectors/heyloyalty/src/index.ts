export { heyloyalty } from './connector.ts'
export type { Settings } from './settings.ts'
