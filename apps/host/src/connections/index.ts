export { connectionNamed, connectionParts, type Installation } from './connection.ts'
export { connectionContext } from './context.ts'
export { openLines, type Line, type Lines, type LineSettings } from './line.ts'
export type { ContextOptions, LogEntry, OwnAddress, RequestEvent, RunOptions } from './options.ts'
