import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault } from '@cartograph/core'
import { dayText, fetchRates, keepRates, ratesIn, uploadSource } from '../analytics/index.ts'
import { rateSpans, type RateSpan, type Store } from '../store/index.ts'
import type { RateAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { count, counted, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

/** `cartograph rates [list|fetch|import FILE]`: the exchange rates that amounts are converted with. */
export function ratesCommand(
  terminal: Terminal,
  action: RateAction | undefined,
  file: string | undefined,
  options: CommonOptions,
): Promise<ExitCode> {
  const wanted = action ?? 'list'
  return withInstallation(
    terminal,
    { ...options, readOnly: wanted === 'list' },
    async ({ store }) => {
      const answer = await actions[wanted](terminal, store, file)
      await terminal.out(
        options.json === true ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`,
      )
      return 0
    },
  )
}

interface Answer {
  readonly text: string
  readonly json: object
}

type Act = (terminal: Terminal, store: Store, file: string | undefined) => Promise<Answer>

const actions: Readonly<Record<RateAction, Act>> = {
  list: async (_, store) => listed(await store.read(rateSpans)),
  fetch: async ({ signal }, store) => {
    const { file, rates, lastDay } = await fetchRates(store, { signal })
    const day = dayText(lastDay)
    return {
      text: `${counted(rates, 'rate')} up to ${day}, from ${file} of the European Central Bank.`,
      json: { file, rates, lastDay: day },
    }
  },
  import: imported,
}

async function imported(
  { folder }: Terminal,
  store: Store,
  file: string | undefined,
): Promise<Answer> {
  if (file === undefined)
    throw fault({
      kind: 'config',
      message: 'Which file the rates are in was not said.',
      hint: 'cartograph rates import rates.csv, with the columns day, currency and rate, or a file of the European Central Bank.',
    })
  const rates = ratesIn(await readFile(resolve(folder, file), 'utf8'))
  const source = rates[0]?.source ?? uploadSource
  await store.write((dialect, org) => keepRates(dialect, org, rates, source))
  return {
    text: `${counted(rates.length, 'rate')} kept${source === uploadSource ? '; they count before those of the European Central Bank' : ''}.`,
    json: { rates: rates.length, source },
  }
}

function listed(spans: readonly RateSpan[]): Answer {
  const shown = spans.map(({ currency, source, days, from, to }) => ({
    currency,
    source,
    days,
    from: dayText(from),
    to: dayText(to),
  }))
  const columns: readonly Column<(typeof shown)[number]>[] = [
    { heading: 'currency', align: 'left', cell: ({ currency }) => currency },
    { heading: 'source', align: 'left', cell: ({ source }) => source },
    { heading: 'days', align: 'right', cell: ({ days }) => count(days) },
    { heading: 'from', align: 'left', cell: ({ from }) => from },
    { heading: 'to', align: 'left', cell: ({ to }) => to },
  ]
  return {
    text:
      shown.length === 0
        ? 'There are no exchange rates yet: `cartograph rates fetch` takes over those of the European Central Bank.'
        : table(columns, shown),
    json: { rates: shown },
  }
}
