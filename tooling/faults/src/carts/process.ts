/**
 * Follows the carts of a shop in virtual time, step by step as the parent says: rows are written, persons followed, and messages sent
 * that are due. What was done before a kill is done again, and must have no effect.
 */
import { loadConfiguration } from '@cartograph/host'
import { openCartPlay, type PlayedRow } from '@cartograph/host/cart-play'

/** What the parent may say. */
export type Order =
  | { readonly kind: 'step'; readonly at: number; readonly rows: readonly PlayedRow[] }
  | { readonly kind: 'tell'; readonly at: number }

/** What the parent is told. */
export type News =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'broken'; readonly message: string }
  | {
      readonly kind: 'told'
      readonly figures: Awaited<ReturnType<Play['figures']>>
      readonly carts: Awaited<ReturnType<Play['carts']>>
    }
type Play = Awaited<ReturnType<typeof openCartPlay>>

const [file = ''] = process.argv.slice(2)
const { configuration, problems } = await loadConfiguration(file)
if (configuration === undefined) throw new Error(JSON.stringify(problems))
const play = await openCartPlay(configuration)

function tell(news: News): void {
  process.send?.(news)
}

async function answer(order: Order): Promise<void> {
  if (order.kind === 'step') {
    await play.step(order.rows, order.at)
    tell({ kind: 'done' })
  } else
    tell({
      kind: 'told',
      figures: await play.figures(order.at),
      carts: await play.carts(order.at),
    })
}

// Nobody is there any more who could tell what to do.
process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  answer(order).catch((error: unknown) =>
    tell({ kind: 'broken', message: error instanceof Error ? (error.stack ?? '') : String(error) }),
  )
})
tell({ kind: 'ready' })
