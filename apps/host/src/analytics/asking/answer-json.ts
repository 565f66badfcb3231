import type { Fault } from '@cartograph/core'
import type { DayRange } from '../calendar/range.ts'
import { dayText } from '../calendar/day.ts'
import type { Answer, Answered, Answers } from './open-figures.ts'

/** Answers as JSON: money is text in minor units, because sums may be larger than numbers can be; days are text. */
export function answersJson({ answers, completeness }: Answers): string {
  return jsonOf({ answers: answers.map(answerShown), completeness })
}

function answerShown(answer: Answered): object {
  if ('fault' in answer) {
    const { id, fault } = answer
    return { ...(id !== undefined && { id }), problem: problemIn(fault) }
  }
  return shownAnswer(answer)
}

function problemIn({ message, hint }: Fault): object {
  return { message, ...(hint !== undefined && { hint }) }
}

export function shownAnswer({ range, comparedRange, ...rest }: Answer): object {
  return {
    ...rest,
    range: daysOf(range),
    ...(comparedRange !== undefined && { comparedRange: daysOf(comparedRange) }),
  }
}

export function jsonOf(value: object): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  )
}

function daysOf({ from, to }: DayRange): object {
  return { from: dayText(from), to: dayText(to) }
}
