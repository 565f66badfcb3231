import type { JsonObject } from '@cartograph/core'

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly connection?: string
  readonly fields?: JsonObject
}

export type Log = (line: LogLine) => void

/** A line as one JSON object, for programs that collect them. */
export function jsonLine({ level, message, connection, fields }: LogLine, now: number): string {
  return `${JSON.stringify({
    time: new Date(now).toISOString(),
    level,
    ...(connection !== undefined && { connection }),
    message,
    ...fields,
  })}\n`
}

/** A line for people: when, how bad, where, what. */
export function textLine({ level, message, connection }: LogLine, now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replace('T', ' ')
  const mark = level === 'info' || level === 'debug' ? '' : `${level}: `
  return `${time}  ${connection === undefined ? '' : `${connection}: `}${mark}${message}\n`
}
