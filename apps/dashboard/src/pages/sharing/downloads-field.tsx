import { ChoiceRow } from '../../ui/choice-row.tsx'
import { useWords } from '../../words/words-context.tsx'
import { allDownloads, type Download } from './portal-draft.ts'

/** As what clients may keep what a portal shows. */
export function DownloadsField({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly Download[]
  readonly onChoose: (chosen: readonly Download[]) => void
}) {
  const { say } = useWords()
  return (
    <ChoiceRow
      label={say('portals.downloads')}
      choices={allDownloads}
      nameOf={(form) => say(`reports.${form}`)}
      isChosen={(form) => chosen.includes(form)}
      onChoose={onChoose}
    />
  )
}
