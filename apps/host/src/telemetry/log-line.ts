import type { JsonObject } from '@cartograph/core'

/** How bad a line is, from what only those want who look for a mistake to what somebody must act on. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LogLine {
  readonly level: LogLevel
  readonly message: string
  readonly connection?: string
  readonly fields?: JsonObject
}

export interface Log {
  (line: LogLine): void
  /** Lines of lower levels are left out in the end, so nothing need be done to them before. Missing: none is. */
  readonly least?: LogLevel
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

/** Does a log leave out the lines of a level? */
export function leavesOut({ least = 'debug' }: Log, level: LogLevel): boolean {
  return levels.indexOf(level) < levels.indexOf(least)
}

/** The same log, each of whose lines is changed before; what it leaves out is not. */
export function changedLines(log: Log, change: (line: LogLine) => LogLine): Log {
  const write = (line: LogLine) => {
    if (!leavesOut(log, line.level)) log(change(line))
  }
  return Object.assign(write, log.least !== undefined && { least: log.least })
}
