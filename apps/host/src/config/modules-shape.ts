import * as z from 'zod'
import { declaredSections, type DeclaredSection } from './declared-sections.ts'

const allowed = {
  connectors: z
    .array(z.string())
    .optional()
    .describe('Connectors, as connections name them. Default: every one that is installed.'),
  sections: z
    .array(z.enum(declaredSections))
    .optional()
    .describe('Sections of the configuration. Default: all.'),
  environment: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of a variable'))
    .optional()
    .describe('Variables that `${env:NAME}` may name. Default: none.'),
}

/** What entries of the store may use; the file itself may use everything. */
export const modulesShape = z.strictObject({
  ...allowed,
  organisations: z
    .record(z.string(), z.strictObject(allowed))
    .nullish()
    .describe('The same for one organisation, by its id, in the place of what stands above.'),
})

/** What the entries of one organisation may use. */
export interface AllowedModules {
  /** Default: every one that is installed. */
  readonly connectors?: readonly string[]
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
  const sections = own.sections ?? general.sections
  return {
    ...(connectors !== undefined && { connectors }),
    ...(sections !== undefined && { sections }),
    environment: own.environment ?? general.environment ?? [],
  }
}
