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
    <fieldset className="grid gap-1">
      <legend className="text-sm font-medium">{say('portals.downloads')}</legend>
      <div className="flex flex-wrap gap-x-4">
        {allDownloads.map((form) => (
          <label key={form} className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent-fill"
              checked={chosen.includes(form)}
              onChange={({ target }) =>
                onChoose(
                  allDownloads.filter((each) =>
                    each === form ? target.checked : chosen.includes(each),
                  ),
                )
              }
            />
            {say(`reports.${form}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
