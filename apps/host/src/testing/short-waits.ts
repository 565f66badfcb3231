import type { HostWaits } from '../work/index.ts'

/** Waits that are over soon. */
export const shortWaits: HostWaits = {
  tickMs: 20,
  wakeMs: 1,
  replaceMs: 20,
  retryMs: 5,
  answerMs: 1000,
  leaseMs: 5000,
  lookMs: 20,
}
