export { connectionNamed, connectionParts, type Installation } from './connection.ts'
export { connectionContext } from './context.ts'
export type { ContextOptions, LogEntry, OwnAddress, RunOptions } from './options.ts'
export { redactor } from './redaction.ts'
