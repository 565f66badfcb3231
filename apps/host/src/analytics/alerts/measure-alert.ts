import type { Alert } from '../../config/index.ts'
import { questionIn } from '../asking/question.ts'
import type { FiguresDoor } from '../asking/open-figures.ts'
import { dayText, spanAfter, spanStart, type Day } from '../calendar/day.ts'
import type { DayRange } from '../calendar/range.ts'
import type { InsightFact } from '../insights/insight.ts'
import type { SentenceKey } from '../insights/words/sentences.ts'
import { minorDigitsOf, type JudgedAlert, type Seen } from './judge-alert.ts'

/** What an alert is about in the last period that has ended. */
export interface MeasuredAlert extends Seen {
  readonly period: DayRange
  readonly type: string
  readonly currency: string
  readonly minorDigits: number
}

/** The last whole day, week or month before a day, and the one before that. */
export function periodsBefore(
  today: Day,
  over: Alert['over'],
): { readonly period: DayRange; readonly before: DayRange } {
  const end = spanStart(today, over)
  const start = spanAfter(end, over, -1)
  return {
    period: { from: start, to: end - 1 },
    before: { from: spanAfter(start, over, -1), to: start - 1 },
  }
}

/** @throws a `config` fault where there is no such metric or store, or the currency is to be said. */
export async function measureAlert(
  door: Pick<FiguresDoor, 'ask'>,
  alert: Alert,
  {
    today,
    currency,
    signal,
  }: { readonly today: Day; readonly currency?: string | undefined; readonly signal: AbortSignal },
): Promise<MeasuredAlert> {
  const { period, before } = periodsBefore(today, alert.over)
  const answer = await door.ask(
    questionIn({
      metrics: [alert.metric],
      range: daysOf(period),
      compare: daysOf(before),
      stores: alert.stores,
      ...(currency !== undefined && { currency }),
    }),
    signal,
  )
  const [figure] = answer.total.figures
  const type = answer.metrics[0]?.type ?? 'count'
  return {
    value: figure?.value,
    before: figure?.compared,
    period,
    type,
    currency: answer.currency,
    minorDigits: minorDigitsOf(type, answer.currency),
  }
}

function daysOf({ from, to }: DayRange) {
  return { from: dayText(from), to: dayText(to) }
}

const sentences = {
  above: 'alertAbove',
  below: 'alertBelow',
  rises: 'alertRises',
  falls: 'alertFalls',
} as const satisfies Readonly<Record<Alert['condition'], SentenceKey>>

/** What an alert says when it tells. */
export function alertSaying(
  alert: Alert,
  { value, type, currency, minorDigits }: MeasuredAlert,
  { measured }: Pick<JudgedAlert, 'measured'>,
): { readonly says: SentenceKey; readonly facts: Readonly<Record<string, InsightFact>> } {
  const figure = (shown: string): InsightFact =>
    type === 'money'
      ? { type, value: shown, currency }
      : { type: type === 'share' || type === 'count' ? type : 'number', value: shown }
  const isChange = alert.condition === 'rises' || alert.condition === 'falls'
  return {
    says: sentences[alert.condition],
    facts: {
      name: { type: 'name', value: alert.id },
      metric: { type: 'metric', value: alert.metric },
      value: figure(value ?? '0'),
      ...(isChange && { change: { type: 'share', value: measured ?? '0' } as const }),
      limit: isChange
        ? { type: 'share', value: alert.limit }
        : figure(minor(alert.limit, minorDigits)),
    },
  }
}

/** Decimal text in minor units, cut after the last of them. */
function minor(limit: string, digits: number): string {
  const [whole = '0', rest = ''] = limit.split('.')
  if (digits === 0) return limit
  return `${whole}${rest.padEnd(digits, '0').slice(0, digits)}`.replace(/^(-?)0+(?=\d)/u, '$1')
}
