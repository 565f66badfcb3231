/**
 * Does work that only one process at a time may do under a name, with a signal that aborts where another takes it over.
 *
 * Rejects with a fault where another process is at it.
 */
export type Alone = <Result>(
  name: string,
  work: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>
