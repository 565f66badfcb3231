import { limits } from './limits.ts'

const required = [
  'name',
  'company',
  'companyUrl',
  'logoUrl',
  'addonUrl',
  'supportUrl',
  'description',
] as const

/** What Data Studio would not take of a manifest (`appsscript.json`). */
export function manifestProblems(text: string): readonly string[] {
  const { dataStudio = {}, runtimeVersion } = JSON.parse(text) as {
    readonly dataStudio?: Readonly<Record<string, unknown>>
    readonly runtimeVersion?: unknown
  }
  const wordsOf = (name: string) => {
    const value = dataStudio[name]
    return typeof value === 'string' ? value : ''
  }
  const authType: unknown = dataStudio['authType']
  return [
    ...(runtimeVersion === 'V8' ? [] : ['the script does not run in V8']),
    ...required.flatMap((name) => (wordsOf(name) === '' ? [`${name} is missing`] : [])),
    ...required.flatMap((name) =>
      name.endsWith('Url') && !wordsOf(name).startsWith('https://')
        ? [`${name} is no https address`]
        : [],
    ),
    ...(wordsOf('name').length > limits.nameLetters ? ['name is too long'] : []),
    ...(wordsOf('shortDescription').length > limits.shortDescriptionLetters
      ? ['shortDescription is too long']
      : []),
    ...(Array.isArray(authType) && authType.length > 0 ? [] : ['authType is missing']),
  ]
}
