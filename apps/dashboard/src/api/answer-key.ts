import type { Asked } from './request-of.ts'

/** Under what an answer is kept. */
export type AnswerKey = readonly [organisation: string, route: string, asked: Asked]

/** Nothing of one organisation is ever shown for another one, so it stands before everything else. */
export function answerKey(
  organisation: string | undefined,
  route: string,
  asked: Asked = {},
): AnswerKey {
  return [organisation ?? '', route, asked]
}

/** Whether one answer may stand in for another one until that is there: another page or range of the same thing. */
export function isOfSameThing(one: AnswerKey, other: AnswerKey): boolean {
  return (
    one[0] === other[0] &&
    one[1] === other[1] &&
    JSON.stringify(one[2].params) === JSON.stringify(other[2].params)
  )
}
