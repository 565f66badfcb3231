export { jsonLine, textLine, type LogLine } from './log.ts'
export { serve } from './serve.ts'
export { registerAll, removeAll, showAll, type WebhookState } from './webhook-desk.ts'
export { readState, type LastRun, type Letters, type State } from './state.ts'
