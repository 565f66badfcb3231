import * as z from 'zod'
import { areas, isSectionOf, type Area } from '../wishes/index.ts'
import { declaredSections, type DeclaredSection } from './declared-sections.ts'

const allowed = {
  connectors: z
    .array(z.string())
    .optional()
    .describe('Connectors, as connections name them. Default: every one that is installed.'),
  areas: z
    .array(z.enum(areas))
    .optional()
    .describe('Areas of the product, with their pages, operations and sections. Default: all.'),
  sections: z
    .array(z.enum(declaredSections))
    .optional()
    .describe('Sections of the configuration, within the areas. Default: all.'),
  environment: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of a variable'))
    .optional()
    .describe('Variables that `${env:NAME}` may name. Default: none.'),
}

/** What an organisation may use, and entries of the store may; what stands in the file itself may be anything. */
export const modulesShape = z.strictObject({
  ...allowed,
  organisations: z
    .record(z.string(), z.strictObject(allowed))
    .nullish()
    .describe('The same for one organisation, by its id, in the place of what stands above.'),
})

/** What one organisation may use. */
export interface AllowedModules {
  /** Default: every one that is installed. */
  readonly connectors?: readonly string[]
  /** Default: all. */
  readonly areas?: readonly Area[]
  /** Default: all. */
  readonly sections?: readonly DeclaredSection[]
  /** Variables of the environment. */
  readonly environment: readonly string[]
}

/** What a file allows an organisation; a wrong shape has been reported by then. */
export function modulesFor(organisation: string, value: unknown): AllowedModules {
  const { data } = modulesShape.safeParse(value ?? {})
  const { organisations, ...general } = data ?? {}
  const own = organisations?.[organisation] ?? {}
  const connectors = own.connectors ?? general.connectors
  const allowedAreas = own.areas ?? general.areas
  const sections = sectionsIn(allowedAreas, own.sections ?? general.sections)
  return {
    ...(connectors !== undefined && { connectors }),
    ...(allowedAreas !== undefined && { areas: allowedAreas }),
    ...(sections !== undefined && { sections }),
    environment: own.environment ?? general.environment ?? [],
  }
}

function sectionsIn(
  within: readonly Area[] | undefined,
  sections: readonly DeclaredSection[] | undefined,
): readonly DeclaredSection[] | undefined {
  return within === undefined
    ? sections
    : (sections ?? declaredSections).filter((section) => isSectionOf(within, section))
}
