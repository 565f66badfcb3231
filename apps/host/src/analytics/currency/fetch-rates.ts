import { fault } from '@cartograph/core'
import { lastRateOf, type Store } from '../../store/index.ts'
import { ecbRates, ecbSource } from './ecb-files.ts'
import { keepRates } from './stored-rates.ts'

/**
 * The files of the European Central Bank: of the last working day, of ninety days, and of all days since 1999.
 *
 * @see https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html (read 2026-11-22)
 */
const base = 'https://www.ecb.europa.eu/stats/eurofxref/'
const files = {
  day: { name: 'eurofxref-daily.xml', mostBytes: 1_000_000 },
  ninetyDays: { name: 'eurofxref-hist-90d.xml', mostBytes: 5_000_000 },
  everyDay: { name: 'eurofxref-hist.xml', mostBytes: 50_000_000 },
} as const

const dayMs = 86_400_000
const patienceMs = 60_000
/** Rates of one transaction. */
const page = 2000

export type FetchFile = (url: string, init: RequestInit) => Promise<Response>

export interface FetchRatesOptions {
  readonly signal: AbortSignal
  readonly now?: () => number
  /** Default: the one of the process. */
  readonly fetch?: FetchFile
}

export interface FetchedRates {
  readonly file: string
  readonly rates: number
  /** The last day that the bank has published, in days since 1970-01-01. */
  readonly lastDay: number
}

/**
 * Takes over the newest reference rates of the European Central Bank: the smallest of its files that leaves no hole.
 *
 * Nobody else is asked: where the bank sends somebody on, that is a fault.
 *
 * @throws a `transient` fault where the bank cannot be reached or answers otherwise; what is stored stays.
 */
export async function fetchRates(store: Store, options: FetchRatesOptions): Promise<FetchedRates> {
  const { now = Date.now } = options
  const last = await store.read((dialect, org) => lastRateOf(dialect, org, ecbSource))
  const file = fileFor(last, Math.floor(now() / dayMs))
  const rates = ecbRates(await textOf(file, options))
  for (let at = 0; at < rates.length; at += page) {
    options.signal.throwIfAborted()
    const part = rates.slice(at, at + page)
    await store.write((dialect, org) => keepRates(dialect, org, part, ecbSource))
  }
  const lastDay = rates.reduce((latest, { day }) => Math.max(latest, day), -Infinity)
  return { file: file.name, rates: rates.length, lastDay }
}

type RateFile = (typeof files)[keyof typeof files]

/** The file of one day is enough where the last rate is of the day before; weekends are in none. */
function fileFor(last: number | undefined, today: number): RateFile {
  if (last === undefined || today - last > 85) return files.everyDay
  return today - last > 1 ? files.ninetyDays : files.day
}

async function textOf(
  { name, mostBytes }: RateFile,
  { signal, fetch: ask = fetch }: FetchRatesOptions,
): Promise<string> {
  let response: Response
  try {
    response = await ask(`${base}${name}`, {
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    })
  } catch (error) {
    signal.throwIfAborted()
    throw unreachable(`The European Central Bank could not be reached for ${name}.`, error)
  }
  if (!response.ok)
    throw unreachable(`The European Central Bank answered ${response.status} for ${name}.`)
  return bodyOf(response, name, mostBytes)
}

async function bodyOf(response: Response, name: string, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes)
      throw unreachable(`${name} of the European Central Bank is larger than ${mostBytes} bytes.`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function unreachable(message: string, cause?: unknown): Error {
  return fault(
    {
      kind: 'transient',
      message,
      hint: 'Figures go on with the rates that are stored; `cartograph rates import FILE` takes rates from a file.',
    },
    cause,
  )
}
