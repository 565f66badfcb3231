import { tableLines, type Column } from './columns.ts'
import type { StripeFigures, StripeRun } from './stripe.ts'

/** Memory is the same however much is read, but for when the collector of garbage happens to come. */
const mostRatio = 1.05

const columns: readonly Column<StripeRun>[] = [
  ['run', ({ name }) => name],
  ['objects', ({ objects }) => String(objects)],
  ['objects/s', ({ objects, readingMs }) => String(Math.round(objects / (readingMs / 1000)))],
  ['list requests', ({ listRequests }) => String(listRequests)],
  ['refused', ({ refused }) => String(refused)],
  ['reading', ({ readingMs }) => seconds(readingMs)],
  ['pages ÷ rate', ({ leastMs }) => seconds(leastMs)],
  ['process', ({ durationMs }) => seconds(durationMs)],
  ['computed', ({ computedMs }) => seconds(computedMs)],
  ['memory at the most', ({ peakMemory }) => `${Math.round(peakMemory / 1e6)} MB`],
]

/** The figures as a table for people. */
export function stripeTable({ runs, memory: { times, ratio } }: StripeFigures): string {
  return [
    'A Stripe account of as many customers as charges, natives and rows of the model into SQLite:',
    ...tableLines(columns, runs),
    `${times} times as many objects take ${ratio.toFixed(2)} times the memory; ${mostRatio} at the most are promised${ratio > mostRatio ? ', so this is TOO MUCH' : ''}.`,
  ].join('\n')
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
