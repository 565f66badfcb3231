import { failure, type Answer } from './answer.ts'

/** Remembers what was answered to requests with an idempotency key. */
export interface Memory {
  /** The answer to a POST: the one that was given before, or a new one. */
  answer(
    request: { readonly key: string; readonly account: string; readonly content: string },
    make: () => Answer,
  ): Answer
}

const longestKey = 255
const keptSeconds = 86_400

/** Answers are kept for a day; the shortest time that is promised. */
export function idempotencyMemory(now: () => number): Memory {
  const kept = new Map<string, { at: number; content: string; answer: Answer }>()
  return {
    answer({ key, account, content }, make) {
      if (key.length > longestKey) {
        return failure(400, {
          type: 'idempotency_error',
          message: `Idempotency keys may be at most ${longestKey} characters long.`,
        })
      }
      const name = `${account} ${key}`
      const before = kept.get(name)
      if (before !== undefined && before.at > now() - keptSeconds) {
        return before.content === content ? replayed(before.answer) : conflict(key)
      }
      const answer = make()
      kept.set(name, { at: now(), content, answer })
      return answer
    },
  }
}

function replayed(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } }
}

function conflict(key: string): Answer {
  return failure(400, {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}
