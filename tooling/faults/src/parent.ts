import { loadConfiguration } from '@cartograph/host'

/** What the parent is told by every process that answers it. */
export type AnsweringNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly message: string }

/** The configuration whose file the parent named. */
export async function namedConfiguration() {
  const [file = ''] = process.argv.slice(2)
  const { configuration, problems } = await loadConfiguration(file)
  if (configuration === undefined) throw new Error(JSON.stringify(problems))
  return configuration
}

function tell(news: object): void {
  process.send?.(news)
}

/** Does what the parent says, and tells it what came of it, for as long as it is there. */
export function answerParent(answer: (order: unknown) => Promise<object>): void {
  // Nobody is there any more who could tell what to do.
  process.on('disconnect', () => process.exit())
  process.on('message', (order: unknown) => {
    answer(order).then(tell, (error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? '') : String(error)
      tell({ kind: 'broken', message } satisfies AnsweringNews)
    })
  })
  tell({ kind: 'ready' } satisfies AnsweringNews)
}
