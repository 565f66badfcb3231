export const configOption = [
  '-c, --config <file>',
  'the configuration; default ./cartograph.yaml (or .yml, .json, .ts)',
] as const
export const jsonOption = ['--json', 'one JSON object on standard output, nothing else'] as const
export const organisationOption = [
  '--organisation <id>',
  'look at this one alone; default all of the installation',
] as const
