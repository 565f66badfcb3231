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
    <fieldset className="grid gap-1">
      <legend className="text-sm font-medium">{say('sharing.choices')}</legend>
      <div className="flex flex-wrap gap-x-4">
        {choices.map((choice) => (
          <label key={choice} className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent-fill"
              checked={chosen.includes(choice)}
              onChange={({ target }) =>
                onChoose(
                  choices.filter((each) =>
                    each === choice ? target.checked : chosen.includes(each),
                  ),
                )
              }
            />
            {say(`filter.${choice}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
