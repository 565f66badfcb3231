import type { GuideStage } from './guide-stage.ts'

const pollMs = 500

/** Waits until figures and segments are made of everything that was read. */
export async function untilCurrent(ask: GuideStage['ask']): Promise<void> {
  for (;;) {
    const { isCurrent } = (await ask('GET', '/api/segments')) as { readonly isCurrent: boolean }
    const { completeness } = (await ask('POST', '/api/dashboards/revenue/query', {})) as {
      readonly completeness: {
        readonly figuresAreCurrent: boolean
        readonly personsAreCurrent: boolean
      }
    }
    if (isCurrent && completeness.figuresAreCurrent && completeness.personsAreCurrent) return
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}
