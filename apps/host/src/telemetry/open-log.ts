import type { JsonObject } from '@cartograph/core'
import { pino } from 'pino'
import type { Log, LogLevel, LogLine } from './log-line.ts'

export interface LogOptions {
  /** Lines below it are left out. */
  readonly level: LogLevel
  /** `json`: an object a line, for programs that collect them; `text`: a line for people. */
  readonly form: 'json' | 'text'
  /** Takes one line, with its line break. */
  readonly write: (line: string) => void
  readonly now?: () => number
}

/** Names that every line may have for itself; what a connector calls the same is kept under another name. */
const ownNames = new Set(['level', 'time', 'connection', 'message'])

/** A log that writes one line an event. */
export function openLog({ level, form, write, now = Date.now }: LogOptions): Log {
  const logger = pino(
    {
      level,
      // Neither the process nor the machine: whoever collects the lines knows where they come from.
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: form === 'json' ? write : (line) => write(textOf(line)) },
  )
  const log = ({ level: own, message, connection, fields = {} }: LogLine) => {
    logger[own]({ ...(connection !== undefined && { connection }), ...renamed(fields) }, message)
  }
  return Object.assign(log, { least: level })
}

function renamed(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [ownNames.has(name) ? `${name}_` : name, value]),
  )
}

type WrittenLine = Pick<LogLine, 'level' | 'message' | 'connection'> & { readonly time: string }

/** A line for people: when, where, how bad, what. */
function textOf(json: string): string {
  const { time, level, message, connection } = JSON.parse(json) as WrittenLine
  const at = time.slice(0, 19).replace('T', ' ')
  const mark = level === 'info' || level === 'debug' ? '' : `${level}: `
  const text = `${connection === undefined ? '' : `${connection}: `}${mark}${message}`
  // What a vendor wrote must not move the cursor, nor look like a line of ours.
  return `${at}  ${text.replaceAll(/\p{Cc}+/gu, ' ')}\n`
}
