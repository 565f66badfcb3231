export { raptor } from './connector.ts'
export { trackingScript, type ScriptSettings } from './tracking-script.ts'
