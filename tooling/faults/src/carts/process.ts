/**
 * Follows the carts of a shop in virtual time, step by step as the parent says: rows are written, persons followed, and messages sent
 * that are due. What was done before a kill is done again, and must have no effect.
 */
import { openCartPlay, type PlayedRow } from '@cartograph/host/cart-play'
import { answerParent, namedConfiguration, type AnsweringNews } from '../parent.ts'

/** What the parent may say. */
export type Order =
  | { readonly kind: 'step'; readonly at: number; readonly rows: readonly PlayedRow[] }
  | { readonly kind: 'tell'; readonly at: number }

/** What the parent is told. */
export type News =
  | AnsweringNews
  | { readonly kind: 'done' }
  | {
      readonly kind: 'told'
      readonly figures: Awaited<ReturnType<Play['figures']>>
      readonly carts: Awaited<ReturnType<Play['carts']>>
    }
type Play = Awaited<ReturnType<typeof openCartPlay>>

const play = await openCartPlay(await namedConfiguration())

answerParent(async (told): Promise<News> => {
  const order = told as Order
  if (order.kind === 'tell')
    return {
      kind: 'told',
      figures: await play.figures(order.at),
      carts: await play.carts(order.at),
    }
  await play.step(order.rows, order.at)
  return { kind: 'done' }
})
