import { faultOf, type Fault } from '@cartograph/core'
import { salesStanding } from '../cubes/sales-standing.ts'
import { dimensionNamed } from '../metrics/dimensions.ts'
import type { Figures } from '../query/figure-rows.ts'
import { answer } from './answer.ts'
import { describedDimension, type DescribedDimension } from './catalogue.ts'
import { boundQuestion } from './bound-question.ts'
import { completenessOf, type ConnectionCompleteness } from './completeness.ts'
import type { FiguresSource } from './figures-source.ts'
import { storesOfConnections } from './stores-of-connections.ts'
import { batchIn, questionIn, type Question } from './question.ts'

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
  const ask: FiguresDoor['ask'] = async (wanted, signal) => {
    const question =
      within === undefined
        ? wanted
        : boundQuestion(
            wanted,
            await store.read((dialect, org) => storesOfConnections(dialect, org, within)),
          )
    const dimensions = question.by.map(dimensionNamed)
    const today = Math.floor(now() / dayMs)
    const figures = await answer(source, question, { today, signal })
    return {
      ...(question.id !== undefined && { id: question.id }),
      ...figures,
      dimensions: dimensions.map(describedDimension),
    }
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
    ask,
    completeness,
    askAll: async (batch, signal) => {
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
