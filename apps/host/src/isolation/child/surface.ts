import type { Context, Find, Json, SurfaceContext } from '@cartograph/core'
import { valuesOf } from './sources.ts'
import type { CallScene, Want } from './want.ts'

type Part = Omit<SurfaceContext<unknown>, keyof Context<unknown>>

/** What the context of a surface has beyond that of other calls. */
export function surfacePart(
  data: { readonly caller: unknown; readonly params: unknown },
  want: Want,
  { peer, call, callbacks }: CallScene,
): Part {
  const findIn =
    (inTransaction: boolean): Find =>
    async (entity, where, options) => {
      const wish = { want: 'find', entity, where: { ...where }, inTransaction } as const
      const { value } = await want({ ...wish, ...(options !== undefined && { options }) })
      return value as Awaited<ReturnType<Find>>
    }
  return {
    caller: data.caller as Part['caller'],
    params: data.params as Part['params'],
    find: findIn(false),
    metrics: {
      catalogue: async () =>
        (await want({ want: 'metrics.catalogue' })).value as Awaited<
          ReturnType<Part['metrics']['catalogue']>
        >,
      query: async function* query(asked) {
        const { value } = await want({ want: 'metrics.query', query: { ...asked } })
        yield* valuesOf<{ readonly rows: readonly (readonly Json[])[] }>(
          want,
          (value as { readonly source: number }).source,
        )
      },
    },
    transact: async ({ locks, once }, work) => {
      const callback = callbacks.keep(() =>
        work({
          find: findIn(true),
          get: async (stream, key) => {
            const { value } = await want({ want: 'transaction.get', stream, key: [...key] })
            return (value as object | null) ?? undefined
          },
          put: (entry) => peer.tell({ tell: 'put', of: call, entry }),
        }),
      )
      try {
        const { value } = await want({ want: 'transact', locks: [...locks], once, callback })
        return value as Awaited<ReturnType<typeof work>>['answer']
      } finally {
        callbacks.forget(callback)
      }
    },
  }
}
