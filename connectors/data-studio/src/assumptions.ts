import * as z from 'zod'

/**
 * What the public pages leave unknown.
 *
 * Each is the careful choice; where an account proves it wrong, the setting `unknown` corrects it without a new version.
 */
export const assumed = {
  /** Between the values of a question with several answers. */
  valuesSeparator: ',',
  /** Whether CONTAINS looks at capitals; no page says. */
  containsMindsCase: true,
  /** Currencies that have a field type beside those of the page: NGN is in some lists and not in others. */
  furtherCurrencies: [] as readonly string[],
}

/**
 * The most that an answer may hold.
 *
 * The reference names a million rows. Apps Script takes 50 MB of an answer and cuts what is longer in the middle, so the answer stays a
 * little below.
 *
 * @see https://developers.google.com/apps-script/guides/services/quotas
 */
export const mostRows = 1_000_000
export const mostBytes = 49 * 1_048_576

/** Rows that are enough to tell what a field looks like, where `sampleExtraction` asks for no more. */
export const sampleRows = 100

/** The form of the setting that corrects them. */
export const corrections = z
  .strictObject({
    valuesSeparator: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Between the values of a question with several answers. Assumed `,`.' }),
    containsMindsCase: z
      .boolean()
      .optional()
      .meta({ description: 'Whether CONTAINS tells capitals from small letters. Assumed true.' }),
    furtherCurrencies: z
      .array(z.string().regex(/^[A-Z]{3}$/u, 'expected a code such as NGN'))
      .optional()
      .meta({ description: 'Currencies that Data Studio can show beside the known ones.' }),
  })
  .meta({
    title: 'What Data Studio does not document',
    assumed: 'Compare what a report of Data Studio shows.',
    description:
      'Corrections of what the connector assumes; see src/assumptions.ts. Leave it out unless something is wrong.',
  })

export type Assumptions = typeof assumed

export function assumptionsOf({
  unknown = {},
}: {
  readonly unknown?: z.infer<typeof corrections> | undefined
}): Assumptions {
  const given = Object.entries(unknown).filter(([, value]) => value !== undefined)
  return { ...assumed, ...Object.fromEntries(given) }
}
