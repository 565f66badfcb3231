import { faultOf, type Fault } from '@cartograph/core'
import { salesStanding } from '../cubes/sales-standing.ts'
import { dimensionNamed } from '../metrics/dimensions.ts'
import type { Figures } from '../query/figure-rows.ts'
import { answer } from './answer.ts'
import { answerReport, type MadeReports } from './answer-report.ts'
import type { DescribedDimension } from '../report-figures/report-dimensions.ts'
import { describedDimension } from './catalogue.ts'
import { boundQuestion } from './bound-question.ts'
import { completenessOf, type ConnectionCompleteness } from './completeness.ts'
import type { FiguresSource } from './figures-source.ts'
import { storesOfConnections } from './stores-of-connections.ts'
import { batchIn, questionIn, type Question } from './question.ts'
import { dimensionsOfReport } from './report-question.ts'

/** What a question is answered with. */
export interface Answer extends Figures {
  readonly id?: string
  readonly dimensions: readonly DescribedDimension[]
}

/** What became of one question of several. */
export type Answered = Answer | { readonly id?: string; readonly fault: Fault }

export interface Completeness {
  /** Whether everything in the store is in the figures; else they are a moment behind, or are computed from all rows. */
  readonly figuresAreCurrent: boolean
  /** Whether identity has looked at everything in the store, so that who bought is known. */
  readonly personsAreCurrent: boolean
  readonly connections: readonly ConnectionCompleteness[]
}

export interface Answers {
  readonly answers: readonly Answered[]
  readonly completeness: Completeness
}

export interface FiguresDoor {
  /** @throws a `config` fault for what does not exist, does not fit or cannot be shown. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>
  /** A batch as it comes from outside; each question has an answer or a fault of its own. */
  askAll(batch: unknown, signal: AbortSignal): Promise<Answers>
  completeness(): Promise<Completeness>
}

/** The one door to figures, for the API, the command, surfaces and reports alike. */
export function openFigures(source: FiguresSource): FiguresDoor {
  const { store, connections, now = Date.now } = source
  const { within } = source
  const askWith = async (
    wanted: Question,
    signal: AbortSignal,
    made: MadeReports,
  ): Promise<Answer> => {
    const question =
      within === undefined
        ? wanted
        : boundQuestion(
            wanted,
            await store.read((dialect, org) => storesOfConnections(dialect, org, within)),
          )
    const { report } = question
    const dimensions =
      report === undefined
        ? question.by.map((id) => describedDimension(dimensionNamed(id)))
        : dimensionsOfReport(report, question.by)
    const options = { today: Math.floor(now() / dayMs), signal }
    const figures =
      report === undefined
        ? await answer(source, question, options)
        : await answerReport(source, { ...question, report }, { ...options, made })
    return { ...(question.id !== undefined && { id: question.id }), ...figures, dimensions }
  }
  const completeness = () =>
    store.read(function* (dialect, org) {
      return {
        figuresAreCurrent: (yield* salesStanding(dialect, org)).isCurrent,
        personsAreCurrent: yield* source.personsAreCurrent(dialect, org),
        connections: yield* completenessOf(dialect, org, connections),
      }
    })
  return {
    ask: (question, signal) => askWith(question, signal, new Map()),
    completeness,
    askAll: async (batch, signal) => {
      const made: MadeReports = new Map()
      const ask: FiguresDoor['ask'] = (question, until) => askWith(question, until, made)
      const answers: Answered[] = []
      for (const asked of batchIn(batch)) answers.push(await answered(ask, asked, signal))
      return { answers, completeness: await completeness() }
    },
  }
}

const dayMs = 86_400_000

async function answered(
  ask: FiguresDoor['ask'],
  asked: unknown,
  signal: AbortSignal,
): Promise<Answered> {
  try {
    return await ask(questionIn(asked), signal)
  } catch (error) {
    const found = faultOf(error)
    // What is not about this question is about all of them.
    if (found.kind !== 'config') throw error
    const id = idIn(asked)
    return { ...(id !== undefined && { id }), fault: found }
  }
}

function idIn(asked: unknown): string | undefined {
  if (typeof asked !== 'object' || asked === null || !('id' in asked)) return undefined
  return typeof asked.id === 'string' ? asked.id : undefined
}
