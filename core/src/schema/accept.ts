/** Told apart from every value that JSON has. */
export const refused = Symbol('refused')

/**
 * What is kept of a value that is neither null nor `undefined`: the very same one, or another where something in it changes;
 * or `refused`. `prefix` is what the ids of a connection begin with.
 */
export type Accept = (value: unknown, prefix: string) => unknown

/** How a value is taken: null and `undefined` by what is said here, all else by `accept`. */
export interface Acceptor {
  readonly isOptional: boolean
  readonly isNullable: boolean
  readonly accept: Accept
}
