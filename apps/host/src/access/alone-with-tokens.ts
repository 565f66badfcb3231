import type { Dialect, Work } from '../store/index.ts'

/** Two who give out the same name at the same time would not see each other. */
export function* aloneWithTokens(dialect: Dialect, org: string): Work<void> {
  yield* dialect.alone(['tokens', org])
}
