import type { FigureAnswer } from '../../api/answers.ts'
import { useAnswer } from '../../api/use-answer.ts'

/** Long enough ago for every store that still sells. */
const lookedBackDays = 730
const dayMs = 86_400_000

/** The stores that sold something, which is all that is known of them; of several currencies nothing is told without naming one. */
export function useStores(currency: string | undefined): readonly string[] {
  const today = day(Date.now())
  const range = { from: day(Date.parse(today) - lookedBackDays * dayMs), to: today }
  const { data } = useAnswer('POST /api/figures', {
    body: {
      queries: [
        {
          id: 'stores',
          metrics: ['orders'],
          by: ['store'],
          range,
          ...(currency !== undefined && { currency }),
        },
      ],
    },
  })
  const answers: readonly FigureAnswer[] = data?.answers ?? []
  const rows = answers[0]?.rows ?? []
  return rows.flatMap(({ group: [store] }) => store ?? []).filter((store) => !store.startsWith('('))
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
