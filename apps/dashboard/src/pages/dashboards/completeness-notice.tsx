import type { Figures } from '../../api/answers.ts'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/words-context.tsx'
import { LoadingList } from './loading-list.tsx'
import { loadingIn } from './partial-figures.ts'

/** What is missing in the figures, so that nobody takes a part for the whole. */
export function CompletenessNotice({ figures }: { readonly figures: Figures }) {
  const { say } = useWords()
  const { answers, completeness } = figures
  const loading = loadingIn(figures)
  const without = [
    ...new Set(answers.flatMap(({ unconverted = [] }) => unconverted.map((each) => each.currency))),
  ].toSorted()
  const sentences = [
    ...(loading.length === 0
      ? []
      : [
          say('figures.loading', {
            connections: loading.map(({ connection }) => connection).join(', '),
          }),
        ]),
    ...(completeness.figuresAreCurrent && completeness.personsAreCurrent
      ? []
      : [say('figures.notCurrent')]),
    ...(without.length === 0
      ? []
      : [say('figures.unconverted', { currencies: without.join(', ') })]),
  ]
  if (sentences.length === 0) return null
  return (
    <Notice tone="caution">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {loading.length > 0 && (
        <LoadingList connections={loading.map(({ connection }) => connection)} />
      )}
    </Notice>
  )
}
