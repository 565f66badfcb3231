import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { assumedTableMethods } from './assumptions.ts'
import { ask, parsedAs } from './client.ts'
import type { FoundTable } from './found.ts'
import { kindOf, refusalFault, unknownFault } from './refusal.ts'
import type { Settings } from './settings.ts'

const listed = z.looseObject({
  Records: z.array(
    z.looseObject({
      idTable: z.number(),
      Name: z.string(),
      Columns: z.array(
        z.looseObject({
          Code: z.string(),
          DataType: z.string().nullish(),
          isKey: z.boolean().nullish(),
          isRequired: z.boolean().nullish(),
        }),
      ),
    }),
  ),
})

/** The tables of the project, where the account has a method for it. */
export async function listTables(
  context: Context<Settings>,
): Promise<readonly FoundTable[] | undefined> {
  const { tableMethods = assumedTableMethods, project } = context.config
  if (tableMethods === undefined) return undefined
  const { list: name } = tableMethods
  const answer = await ask(context, { name, body: { idProject: project } })
  if (answer.kind === 'refused') {
    const kind = kindOf(answer, context.config)
    throw kind === undefined
      ? unknownFault(answer, name)
      : refusalFault(answer, kind, { name, of: 'the project' })
  }
  return parsedAs(listed, answer.body, name).Records.map((table) => ({
    name: table.Name,
    id: table.idTable,
    columns: table.Columns.map(({ Code, DataType, isKey, isRequired }) => ({
      name: Code,
      type: DataType ?? '',
      isKey: isKey ?? false,
      isRequired: isRequired ?? false,
    })),
  }))
}
