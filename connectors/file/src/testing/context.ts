import type { Context, Files, JsonObject } from '@cartograph/core'
import type * as z from 'zod'
import { settings, type Settings } from '../settings.ts'

export interface Logged {
  readonly message: string
  readonly fields: JsonObject | undefined
}

/** A context with files and nothing else to touch. */
export function fileContext(
  config: z.input<typeof settings>,
  files: Files,
  logged: Logged[] = [],
): Context<Settings> {
  const log = (message: string, fields?: JsonObject) => {
    logged.push({ message, fields })
  }
  return {
    config: settings.parse(config),
    files,
    account: { timeZone: 'UTC', currency: 'XXX', country: 'ZZ' },
    fetch: Object.assign(refuse, { with: refuse }),
    signal: new AbortController().signal,
    now: () => 0,
    memo: refuse,
    url: refuse,
    log: { debug: log, info: log, warn: log, error: log },
    run: { dry: false, until: 0, streams: [] },
  }
}

function refuse(): never {
  throw new Error('not in this test')
}
