/**
 * Answers what happens in a shop by automations, in virtual time, as the parent says. It is killed at a statement and started again;
 * what was done before is done again, and must have no effect.
 */
import { openAutomationPlay, type PlayedRow } from '@cartograph/host/automation-play'
import { answerParent, namedConfiguration, type AnsweringNews } from '../parent.ts'

/** What the parent may say. */
export type Order =
  | { readonly kind: 'step'; readonly at: number; readonly rows: readonly PlayedRow[] }
  | { readonly kind: 'tell' }
  | { readonly kind: 'end' }

/** What the parent is told. */
export type News =
  | AnsweringNews
  | { readonly kind: 'done' }
  | {
      readonly kind: 'told'
      readonly runs: Awaited<ReturnType<Play['runs']>>
      readonly tags: Awaited<ReturnType<Play['tags']>>
    }
type Play = Awaited<ReturnType<typeof openAutomationPlay>>

const play = await openAutomationPlay(await namedConfiguration())

answerParent(async (told): Promise<News> => {
  const order = told as Order
  if (order.kind === 'end') {
    await play.close()
    process.exit(0)
  }
  if (order.kind === 'tell')
    return { kind: 'told', runs: await play.runs(), tags: await play.tags() }
  await play.step(order.rows, order.at)
  return { kind: 'done' }
})
