import { fault, type Context, type SurfaceContext } from '@cartograph/core'

/** What a surface's route may touch. What needs figures, or writes, says that it is not there yet. */
export function surfaceContext(
  context: Context<unknown>,
  call: Pick<SurfaceContext<unknown>, 'caller' | 'params' | 'find'>,
): SurfaceContext<unknown> {
  return {
    ...context,
    ...call,
    metrics: {
      catalogue: async () => {
        throw missing('give figures (`metrics`)')
      },
      query: () => {
        throw missing('give figures (`metrics`)')
      },
    },
    transact: async () => {
      throw missing('write to the store (`transact`)')
    },
  }
}

function missing(what: string): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `A surface cannot ${what} in this version of the host.`,
    hint: 'Update @cartograph/host, or do not use this surface.',
  })
}
