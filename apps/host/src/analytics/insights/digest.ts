import { factOf } from './series.ts'
import type { DayRange } from '../calendar/range.ts'
import { findInsights, type InsightScene } from './find-insights.ts'
import { readHeadlines } from './read-series.ts'
import { worded, type AskModel, type WordingModel } from './words/model-wording.ts'
import { sentenceOf, type InsightLanguage } from './words/sentence.ts'

export interface DigestText {
  readonly subject: string
  readonly text: string
}

export interface DigestWish {
  readonly every: 'day' | 'week'
  readonly period: DayRange
  readonly language: InsightLanguage
  /** How many insights it has at most. */
  readonly items: number
  readonly model?: WordingModel
  readonly ask?: AskModel
}

/** The figures of a day or a week, and what was out of the ordinary. */
export async function digestText(scene: InsightScene, wish: DigestWish): Promise<DigestText> {
  const { every, period, language, items } = wish
  const { insights } = await findInsights(scene, period)
  const head = await readHeadlines(scene, period)
  const subject = sentenceOf(
    {
      says: every === 'day' ? 'digestDay' : 'digestWeek',
      facts: { day: { type: 'day', value: period.from } },
    },
    language,
  )
  const figures = head.metrics.flatMap(({ id, type }, place) => {
    const value = head.total.figures[place]?.value
    if (value === undefined) return []
    const facts = {
      metric: { type: 'metric', value: id },
      value:
        type === 'money'
          ? { type, value, currency: head.currency }
          : factOf({ type, currency: head.currency }, Number(value)),
    } as const
    return [sentenceOf({ says: 'figure', facts }, language)]
  })
  const sentences: string[] = []
  for (const insight of insights.slice(0, items))
    sentences.push(
      await worded(insight, language, {
        ...(wish.model !== undefined && { model: wish.model }),
        ...(wish.ask !== undefined && { ask: wish.ask }),
        signal: scene.signal,
      }),
    )
  const said =
    sentences.length === 0 ? [sentenceOf({ says: 'nothingNew', facts: {} }, language)] : sentences
  return { subject, text: [subject, ...figures, '', ...said.map((each) => `- ${each}`)].join('\n') }
}
