import type { FeedProblem } from '../../api/answers.ts'
import type { Say } from '../../words/say.ts'

/** Which field, of how many rows, and what was expected in it. */
export function feedProblemText({ field, expected, count }: FeedProblem, say: Say): string {
  return `${field}: ${say('feeds.expected', { expected })} (${say('count.rows', { count })})`
}
