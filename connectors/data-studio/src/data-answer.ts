import { fault, type SurfaceContext } from '@cartograph/core'
import { assumptionsOf, mostBytes, mostRows, sampleRows } from './assumptions.ts'
import { catalogueOf } from './catalogue.ts'
import { chosenIn } from './chosen.ts'
import { columnsOf, type Columns, type FiguresRow } from './columns.ts'
import { fieldNamed, schemaField, type SchemaField } from './fields.ts'
import { rowsOf, valuesOf } from './figures-query.ts'
import { filterPlan, type FilterPlan } from './filter-plan.ts'
import type { DataRequest } from './sent-request.ts'
import type { Settings } from './settings.ts'

export interface DataAnswer {
  readonly schema: readonly SchemaField[]
  readonly rows: readonly { readonly values: readonly string[] }[]
  readonly filtersApplied: boolean
}

type DataContext = Pick<SurfaceContext<Settings>, 'config' | 'metrics' | 'log' | 'now'>

/** What an answer may hold. */
interface Limits {
  readonly rows: number
  readonly bytes: number
}

const usualLimits: Limits = { rows: mostRows, bytes: mostBytes }

/**
 * The data of a chart, all in one answer.
 *
 * Fields that are wanted for filters alone are left out where the filters were applied, and must be there where they were not: Data
 * Studio then filters by itself.
 *
 * @throws a `config` fault for what does not exist or does not go together, a `record` fault for more than an answer may hold.
 */
export async function dataAnswer(
  context: DataContext,
  request: DataRequest,
  limits: Limits = usualLimits,
): Promise<Response> {
  const assumptions = assumptionsOf(context.config)
  const { currency, stores, segments } = chosenIn(request, assumptions)
  const known = new Map((await catalogueOf(context)).map((each) => [each.id, each]))
  const range = rangeOf(request, context.now())
  const query = {
    range,
    currency,
    ...(stores.length > 0 && { stores }),
    ...(segments.length > 0 && { segments }),
  }
  const lists = (request.dimensionsFilters ?? []).filter(({ length }) => length > 0)
  const shown = fieldNames(request, false)
  const plan =
    lists.length === 0
      ? noFilters
      : await filterPlan(
          {
            known,
            columns: columnsOf(known, shown, currency),
            assumptions,
            valuesOf: (dimension) => valuesOf(context, dimension, query),
          },
          lists,
        )
  const names = plan === undefined ? fieldNames(request, true) : shown
  const columns = columnsOf(known, names, currency)
  const found = await rowsOf(context, {
    ...query,
    fields: columns.asked,
    filters: (plan?.filters ?? []).map(({ dimension, values, exclude }) => ({
      dimension,
      values: [...values],
      exclude,
    })),
    limit: limits.rows + 1,
  })
  if (found.length > limits.rows) throw tooMuch(`more than ${limits.rows} rows`)
  const kept = plan === undefined ? found : found.filter(plan.keeps)
  return answerWithin(limits.bytes, {
    schema: names.map((name) =>
      schemaField(fieldNamed(known, name), currency, assumptions.furtherCurrencies),
    ),
    rows: shownRows(columns, names, isSample(request) ? kept.slice(0, sampleRows) : kept),
    filtersApplied: lists.length > 0 && plan !== undefined,
  })
}

const noFilters: FilterPlan = { filters: [], keeps: () => true }

/** Each field once; of one that is wanted several times the last place counts. */
function fieldNames({ fields }: DataRequest, withFilterOnly: boolean): readonly string[] {
  const names = fields.flatMap(({ name, forFilterOnly }) =>
    withFilterOnly || forFilterOnly !== true ? [name] : [],
  )
  return names.filter((name, place) => names.lastIndexOf(name) === place)
}

function isSample({ scriptParams }: DataRequest): boolean {
  return scriptParams?.sampleExtraction === true
}

function shownRows(
  { reader }: Columns,
  names: readonly string[],
  rows: readonly FiguresRow[],
): DataAnswer['rows'] {
  const readers = names.map((name) => reader(name) ?? (() => ''))
  return rows.map((row) => ({ values: readers.map((read) => read(row)) }))
}

const dayMs = 86_400_000
/** Where Data Studio names no days, it means the last 28 before today. */
const usualDays = 28

function rangeOf({ dateRange }: DataRequest, now: number): { from: string; to: string } {
  if (dateRange) return { from: dateRange.startDate, to: dateRange.endDate }
  const dayText = (back: number) => new Date(now - back * dayMs).toISOString().slice(0, 10)
  return { from: dayText(usualDays), to: dayText(1) }
}

function answerWithin(mostBytesOf: number, answer: DataAnswer): Response {
  const body = new TextEncoder().encode(JSON.stringify(answer))
  if (body.length > mostBytesOf) throw tooMuch(`${Math.ceil(body.length / 1_048_576)} MiB`)
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}

function tooMuch(size: string): Error {
  return fault({
    kind: 'record',
    message: `This chart asks for ${size}, which is more than Data Studio takes.`,
    hint: 'Choose fewer dimensions, a shorter period or a longer span than days.',
  })
}
