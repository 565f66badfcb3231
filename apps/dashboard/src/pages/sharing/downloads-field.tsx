import { ChoiceRow } from '../../ui/choice-row.tsx'
import { useWords } from '../../words/words-context.tsx'

export const downloads = ['pdf', 'csv'] as const
export type Download = (typeof downloads)[number]

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
      choices={downloads}
      nameOf={(form) => say(`reports.${form}`)}
      isChosen={(form) => chosen.includes(form)}
      onChoose={onChoose}
    />
  )
}
