import type { JsonObject } from '@cartograph/core'

/** How bad a line is, from what only those want who look for a mistake to what somebody must act on. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LogLine {
  readonly level: LogLevel
  readonly message: string
  readonly connection?: string
  readonly fields?: JsonObject
}

export type Log = (line: LogLine) => void
