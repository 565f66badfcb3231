import { isCancel, select, text } from '@clack/prompts'
import { starterEntities } from './starter-entities.ts'

/** What init must know; each is a flag too. */
export interface InitAnswers {
  readonly organisation: string
  readonly file: string
  readonly entity: string
}

/** Asks what the flags did not say; undefined when the user gives up. */
export async function askWhatIsMissing(
  given: Partial<InitAnswers>,
  proposed: InitAnswers,
  signal: AbortSignal,
): Promise<InitAnswers | undefined> {
  const organisation =
    given.organisation ??
    (await text({
      message: 'Whose data is it? (a short name)',
      placeholder: proposed.organisation,
      defaultValue: proposed.organisation,
      validate: (value) =>
        value === undefined || value === '' || /^[A-Za-z0-9][\w-]{0,62}$/.test(value)
          ? undefined
          : 'Letters, digits, - and _, a letter or a digit first.',
      signal,
    }))
  if (isCancel(organisation)) return undefined
  const file =
    given.file ??
    (await text({
      message: 'Which export file shall be read first? (CSV, XLSX, JSON, XML …)',
      placeholder: proposed.file,
      defaultValue: proposed.file,
      signal,
    }))
  if (isCancel(file)) return undefined
  const entity =
    given.entity ??
    (await select({
      message: 'What does a row of it tell of?',
      options: starterEntities.map(({ name, says }) => ({ value: name, label: name, hint: says })),
      initialValue: proposed.entity,
      signal,
    }))
  return isCancel(entity) ? undefined : { organisation, file, entity }
}
