/**
 * Answers what happens in a shop by automations, in virtual time, as the parent says. It is killed at a statement and started again;
 * what was done before is done again, and must have no effect.
 */
import { loadConfiguration } from '@cartograph/host'
import { openAutomationPlay, type HappenedRow } from '@cartograph/host/automation-play'

/** What the parent may say. */
export type Order =
  | { readonly kind: 'step'; readonly at: number; readonly rows: readonly HappenedRow[] }
  | { readonly kind: 'tell' }
  | { readonly kind: 'end' }

/** What the parent is told. */
export type News =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'broken'; readonly message: string }
  | {
      readonly kind: 'told'
      readonly runs: Awaited<ReturnType<Play['runs']>>
      readonly tags: Awaited<ReturnType<Play['tags']>>
    }
type Play = Awaited<ReturnType<typeof openAutomationPlay>>

const [file = ''] = process.argv.slice(2)
const { configuration, problems } = await loadConfiguration(file)
if (configuration === undefined) throw new Error(JSON.stringify(problems))
const play = await openAutomationPlay(configuration)

function tell(news: News): void {
  process.send?.(news)
}

async function answer(order: Order): Promise<void> {
  if (order.kind === 'end') {
    await play.close()
    process.exit(0)
  }
  if (order.kind === 'step') {
    await play.step(order.rows, order.at)
    tell({ kind: 'done' })
  } else tell({ kind: 'told', runs: await play.runs(), tags: await play.tags() })
}

// Nobody is there any more who could tell what to do.
process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  answer(order).catch((error: unknown) =>
    tell({ kind: 'broken', message: error instanceof Error ? (error.stack ?? '') : String(error) }),
  )
})
tell({ kind: 'ready' })
