import type { Notice } from '../store/index.ts'

/** What was told, where, and what came of it. */
export function shownNotice({
  period,
  connection,
  action,
  state,
  made_at: madeAt,
  problem: why,
}: Notice): object {
  return {
    period,
    to: `${connection}.${action}`,
    state,
    at: new Date(madeAt).toISOString(),
    ...(why !== null && { problem: why }),
  }
}
