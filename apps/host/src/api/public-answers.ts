import { fault } from '@cartograph/core'
import type { FiguresDoor } from '../analytics/index.ts'
import type { Host } from '../work/index.ts'
import { figuresOfHost } from './figures-routes.ts'

type Answers = Awaited<ReturnType<FiguresDoor['askAll']>>

/** The door to figures for whoever has a link. */
export function publicFigures(host: Host): FiguresDoor {
  const door = figuresOfHost(host)
  return { ...door, askAll: async (...asked) => publicAnswers(await door.askAll(...asked)) }
}

/** Figures, and nothing of how this organisation is set up, which problems and connections tell. */
export function publicAnswers({ answers, completeness }: Answers): Answers {
  return {
    answers: answers.map((answer) => {
      if (!('fault' in answer)) return answer
      const told = fault({ kind: 'config', message: 'These figures cannot be told now.' })
      return { ...(answer.id !== undefined && { id: answer.id }), fault: told }
    }),
    completeness: { ...completeness, connections: [] },
  }
}
