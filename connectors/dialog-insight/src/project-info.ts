import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { keyFlags } from './assumptions.ts'
import { ask, parsedAs, type Answered } from './client.ts'
import { kindOf, refusalFault, unknownFault } from './refusal.ts'
import type { Settings } from './settings.ts'

export interface ProjectField {
  readonly code: string
  readonly type: string
  readonly isRequired: boolean
  /** `undefined` where the project does not say. */
  readonly isKey: boolean | undefined
}

export interface ProjectInfo {
  readonly fields: readonly ProjectField[]
  readonly optIns: readonly string[]
  /** Of the project, where the key may list projects. */
  readonly name: string
}

const getName = 'Projects.Get'
const shown = z.looseObject({
  ProjectInfo: z.looseObject({
    ProjectFields: z.array(
      z.looseObject({
        Code: z.string(),
        DataType: z.string().nullish(),
        isRequired: z.boolean().nullish(),
      }),
    ),
    OptinFields: z.array(z.looseObject({ Code: z.string() })).nullish(),
  }),
})
const list = z.looseObject({
  Records: z.array(z.looseObject({ idProject: z.number(), ProjectName: z.string() })),
})

export function projectAsking({ project }: Settings) {
  return { name: getName, body: { idProject: project } }
}

/** @throws the fault of a key, an address or a project that is refused. */
export async function readProject(context: Context<Settings>): Promise<ProjectInfo> {
  const { config } = context
  const answer = await ask(context, projectAsking(config))
  if (answer.kind === 'refused') {
    const kind = kindOf(answer, config)
    throw kind === undefined
      ? unknownFault(answer, getName)
      : refusalFault(answer, kind, { name: getName, of: 'the project' })
  }
  const { ProjectInfo: info } = parsedAs(shown, answer.body, getName)
  return {
    fields: info.ProjectFields.map((field) => ({
      code: field.Code,
      type: field.DataType ?? '',
      isRequired: field.isRequired ?? false,
      isKey: keyFlags.map((flag) => field[flag]).find((flag) => typeof flag === 'boolean'),
    })),
    optIns: (info.OptinFields ?? []).map(({ Code }) => Code),
    name: nameOf(await ask(context, { name: 'Projects.List' }), config),
  }
}

/** A key that may not list projects loses nothing but the name. */
function nameOf(answer: Answered, { project }: Settings): string {
  const { data } = list.safeParse(answer.kind === 'good' ? answer.body : undefined)
  const own = data?.Records.find(({ idProject }) => idProject === project)
  return own?.ProjectName ?? `Project ${project}`
}

/** Codes of the key; `undefined` where the project does not tell. */
export function keyOfProject({ fields }: ProjectInfo): readonly string[] | undefined {
  const keys = fields.filter(({ isKey }) => isKey === true).map(({ code }) => code)
  return keys.length > 0 ? keys : undefined
}
