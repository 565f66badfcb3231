import { createHash } from 'node:crypto'
import { createContext, runInContext } from 'node:vm'
import { dataStudioApp, userErrorMark } from './data-studio-app.ts'
import { limits } from './limits.ts'
import { cacheService, propertiesService } from './storage-services.ts'
import { urlFetchApp, type Fetched, type FetchOutcome } from './url-fetch-app.ts'

/** What became of a call of one of the script's functions. */
export type Executed =
  | { readonly value: unknown }
  /** Shown in the place of the chart. */
  | { readonly userError: string }
  /** Shown as a number that says nothing. */
  | { readonly crash: string }

export interface Execution {
  call(name: string, argument: unknown): Executed
  /** Time that passes without the script running. */
  pass(ms: number): void
  readonly properties: () => Readonly<Record<string, string>>
  readonly logged: () => readonly string[]
}

/** A script in Apps Script's V8: nothing of Node, nothing of browsers, and the services that it may use. */
export function openExecution(
  code: string,
  send: (request: Fetched) => FetchOutcome,
  startsAt: number,
): Execution {
  let now = startsAt
  let began = now
  const pass = (ms: number) => {
    now += ms
    if (now - began > limits.executionMs) throw new Error('Exceeded maximum execution time')
  }
  const properties = new Map<string, string>()
  const logged: string[] = []
  const log = (...words: readonly unknown[]) => {
    logged.push(words.map(String).join(' '))
  }
  const context = createContext({
    DataStudioApp: dataStudioApp(),
    PropertiesService: propertiesService(properties),
    CacheService: cacheService(() => now),
    UrlFetchApp: urlFetchApp(send, pass),
    Utilities: {
      DigestAlgorithm: Object.freeze({ SHA_256: 'SHA_256' }),
      // Bytes of Java, which have signs.
      computeDigest: (_algorithm: string, text: string) => [
        ...new Int8Array(createHash('sha256').update(text).digest()),
      ],
      base64Encode: (bytes: readonly number[]) =>
        Buffer.from(Int8Array.from(bytes).buffer).toString('base64'),
      sleep: pass,
    },
    console: { log, info: log, warn: log, error: log },
  })
  runInContext(code, context, { filename: 'Code.js' })
  return {
    call: (name, argument) => {
      began = now
      try {
        const argumentText = JSON.stringify(argument) ?? 'undefined'
        const value: unknown = runInContext(`${name}(${argumentText})`, context)
        return { value: plain(value) }
      } catch (error) {
        return thrownBy(error)
      }
    },
    pass: (ms) => {
      now += ms
    },
    properties: () => Object.fromEntries(properties),
    logged: () => [...logged],
  }
}

/** As it leaves the script: Data Studio sees JSON. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined
  return text === undefined ? undefined : JSON.parse(text)
}

function thrownBy(error: unknown): Executed {
  const isError = typeof error === 'object' && error !== null && 'message' in error
  const message = isError ? String(error.message) : String(error)
  const isTold = isError && 'name' in error && error.name === userErrorMark
  return isTold ? { userError: message } : { crash: message }
}
