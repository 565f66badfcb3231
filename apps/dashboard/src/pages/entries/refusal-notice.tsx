import type { Problem } from '../../api/api-error.ts'
import type { FormFault } from '../../schema-form/form-fault.ts'
import { TroubleList } from '../../ui/trouble-list.tsx'
import { useWords } from '../../words/words-context.tsx'
import type { Refused } from './use-save-entry.ts'

/** Why an entry was not kept: everything in one place, read at once by those who do not see it. */
export function RefusalNotice({
  refused,
  problem,
  title,
  nameOf = dotted,
}: {
  readonly refused: Refused | undefined
  readonly problem: Problem | undefined
  /** Default: that nothing was saved. */
  readonly title?: string
  /** What people call the place of a fault. */
  readonly nameOf?: (path: FormFault['path']) => string
}) {
  const { say } = useWords()
  const troubles = [
    ...(problem === undefined ? [] : [{ message: problem.detail, hint: problem.hint }]),
    ...(refused?.faults ?? []).map(({ path, message, hint }) => ({
      message: path.length === 0 ? message : `${nameOf(path)}: ${message}`,
      hint,
    })),
    ...Object.entries(refused?.others ?? {}).flatMap(([name, faults]) =>
      faults.map(({ message, hint }) => ({ message: `${name}: ${message}`, hint })),
    ),
  ]
  if (troubles.length === 0) return null
  return (
    <div role="alert" className="grid gap-3 rounded-lg bg-negative-soft px-4 py-3">
      <p className="text-sm font-medium">{title ?? say('entries.refused')}</p>
      <TroubleList troubles={troubles} />
    </div>
  )
}

function dotted(path: FormFault['path']): string {
  return path.join('.')
}
