import { ChoiceRow } from '../../ui/choice-row.tsx'
import { useWords } from '../../words/words-context.tsx'
import { choices, type Choice } from './share-wish.ts'

/** What whoever has the link may choose. */
export function ChoicesField({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly Choice[]
  readonly onChoose: (chosen: readonly Choice[]) => void
}) {
  const { say } = useWords()
  return (
    <ChoiceRow
      label={say('sharing.choices')}
      choices={choices}
      nameOf={(choice) => say(`filter.${choice}`)}
      isChosen={(choice) => chosen.includes(choice)}
      onChoose={onChoose}
    />
  )
}
