import { all, first, run, type Dialect, type Work } from './database.ts'

/** Under which name an answer is kept. */
export interface AnswerName {
  readonly route: string
  readonly key: string
}

export interface KeptAnswer {
  /** Of what was asked. */
  readonly hash: string
  /** Undefined: it is being answered. */
  readonly answered: { readonly status: number; readonly text: string } | undefined
  readonly at: number
}

/**
 * Says that a request is being answered, unless another one was before under the same name: then that one is given back.
 *
 * What is older than `keptMs` is forgotten, and what is being answered for longer than `longestMs` has nobody who answers it any more.
 */
export function* beginAnswer(
  { build, alone }: Dialect,
  org: string,
  { route, key }: AnswerName,
  {
    hash,
    now,
    keptMs,
    longestMs,
  }: {
    readonly hash: string
    readonly now: number
    readonly keptMs: number
    readonly longestMs: number
  },
): Work<KeptAnswer | undefined> {
  yield* alone(['kept answer', org, route, key])
  yield* all(
    build
      .deleteFrom('kept_answer')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table('at', '<', now - keptMs),
          table.and([table('status', 'is', null), table('at', '<', now - longestMs)]),
        ]),
      ),
  )
  const found = yield* first(
    build
      .selectFrom('kept_answer')
      .select(['hash', 'status', 'answer', 'at'])
      .where('org', '=', org)
      .where('route', '=', route)
      .where('key', '=', key),
  )
  if (found === undefined) {
    yield* run(
      build
        .insertInto('kept_answer')
        .values({ org, route, key, hash, status: null, answer: null, at: now }),
    )
    return undefined
  }
  const { status, answer } = found
  return {
    hash: found.hash,
    answered: status === null ? undefined : { status, text: answer ?? '' },
    at: found.at,
  }
}

export function* keepAnswer(
  { build }: Dialect,
  org: string,
  { route, key }: AnswerName,
  { status, text }: { readonly status: number; readonly text: string },
): Work<void> {
  yield* run(
    build
      .updateTable('kept_answer')
      .set({ status, answer: text })
      .where('org', '=', org)
      .where('route', '=', route)
      .where('key', '=', key),
  )
}

/** Nothing was done: the same request may be made again under its name. */
export function* forgetAnswer(
  { build }: Dialect,
  org: string,
  { route, key }: AnswerName,
): Work<void> {
  yield* run(
    build
      .deleteFrom('kept_answer')
      .where('org', '=', org)
      .where('route', '=', route)
      .where('key', '=', key),
  )
}
