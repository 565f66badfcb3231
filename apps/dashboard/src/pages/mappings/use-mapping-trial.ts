import { useAnswer } from '../../api/use-answer.ts'
import type { AnswerOf } from '../../api/routes.ts'
import { mayDo } from '../../session/may-do.ts'
import { useSession } from '../../session/use-session.ts'
import { useSettled } from '../customers/use-settled.ts'
import type { MappingWork, Written } from './use-mapping-draft.ts'

export type Preview = AnswerOf<'POST /api/mappings/preview'>['previews'][number]
export type PreviewField = Preview['items'][number]['fields'][number]

const previewed = 10

/** What a mapping makes of real records, and what is wrong with it, while it is being written. */
export function useMappingTrial(part: string, { mapping, target, isEdited }: MappingWork) {
  const { session } = useSession()
  const settled = JSON.parse(useSettled(JSON.stringify(mapping))) as Written
  const mayTry = mayDo(session, 'runs:start')
  const check = useAnswer(
    'POST /api/configuration/check',
    {
      body: {
        entries: [
          {
            section: target?.section ?? 'mappings',
            id: target?.id ?? 'none',
            value: target?.valueWith(settled),
          },
          ...(target?.beside ?? []),
        ],
      },
    },
    { enabled: isEdited && target !== undefined },
  )
  const faults =
    isEdited && target !== undefined
      ? (check.data?.faults[`${target.section}/${target.id}`] ?? [])
      : []
  // What is known to be wrong makes nothing of any record.
  const isTriable =
    !isEdited ||
    (check.data !== undefined &&
      !check.isPlaceholderData &&
      faults.every(({ severity }) => severity !== 'error'))
  const preview = useAnswer(
    'POST /api/mappings/preview',
    { body: { part, mapping: settled, limit: previewed } },
    { enabled: mayTry && isTriable },
  )
  return { preview, faults, mayTry }
}

export type Trial = ReturnType<typeof useMappingTrial>

/** What is wrong with one field, of all that is wrong; the rest is of the mapping as a whole. */
export function faultsOfField(faults: Trial['faults'], name: string | undefined): Trial['faults'] {
  return faults.filter(({ path }) => {
    const at = path.indexOf('fields')
    const field = at < 0 ? undefined : path[at + 1]
    return name === undefined ? field === undefined : field === name
  })
}
