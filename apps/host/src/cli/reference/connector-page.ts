import { stringify } from 'yaml'
import {
  inputSchema,
  sampleSettings,
  type JsonSchema,
  type LoadedConnector,
  type SampleSettings,
} from '../../config/index.ts'
import { settingsTable } from './field-tables.ts'
import { knownParts } from './known-parts.ts'
import { mappingsSection } from './mapping-section.ts'
import { inCode, sections } from './markdown.ts'
import { permissionsSection } from './permissions-section.ts'
import { feedSection, reachSection, surfacesSection, webhookSection } from './reach-section.ts'
import { schemaFields } from './schema-fields.ts'
import { actionsSection, lookupsSection, sinksSection } from './sink-section.ts'
import { streamsSection } from './stream-section.ts'

/** The page of a connector in Markdown, made of its definition alone; the same definition gives the same page. */
export async function connectorPage(loaded: LoadedConnector): Promise<string> {
  const { connector, name, needs } = loaded
  const schema = inputSchema(connector.config)
  const samples = await sampleSettings(connector)
  const known = knownParts(connector, samples)
  const summary = schema['description']
  const page = sections([
    `# ${connector.name}`,
    `<!-- Made by \`cartograph docs ${shortName(name)}\`. Change the connector, not this page. -->`,
    typeof summary === 'string' ? summary : undefined,
    `Connector ${inCode(connector.id)} of the package ${inCode(name)}.`,
    exampleText(shortName(name), samples[0]?.written, schema),
    sections(['## Settings', settingsTable(schema)]),
    reachSection(connector, needs, samples[0]),
    known === undefined
      ? 'What it reads and writes depends on settings of which its schema has no example.'
      : sections([
          permissionsSection(known),
          streamsSection(known.all('streams'), known.first),
          feedSection(known.first.feed),
          webhookSection(known.first.webhook),
          sinksSection(known.all('sinks')),
          actionsSection(known.all('actions')),
          lookupsSection(known.all('lookups')),
          surfacesSection(known.all('surfaces')),
          mappingsSection(known.first.mappings ?? []),
        ]),
  ])
  return `${page}\n`
}

/** Secrets are shown as what they should be in a file: names of variables. */
function exampleText(
  connector: string,
  written: SampleSettings['written'] | undefined,
  schema: JsonSchema,
): string {
  if (written === undefined) return ''
  const secrets = new Set(
    schemaFields(schema).flatMap(({ path, isSecret }) => (isSecret ? [path] : [])),
  )
  const config = Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
      name,
      secrets.has(name) && typeof value === 'string' ? `\${env:${variableName(name)}}` : value,
    ]),
  )
  const connections = { [connector.replace(/^.*\//, '')]: { connector, config } }
  return `\`\`\`yaml\n${stringify({ connections }).trimEnd()}\n\`\`\``
}

/** `consumerSecret` is `CONSUMER_SECRET`. */
function variableName(setting: string): string {
  return setting.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
}

/** What a configuration calls the package. */
function shortName(name: string): string {
  return name.replace(/^@cartograph\/connector-/, '')
}
