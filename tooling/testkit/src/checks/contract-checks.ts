import { checkMapping, type Parts } from '@cartograph/core'
import type { Check } from '../check.ts'
import { settingNames } from '../marked-values.ts'
import { mismatch } from '../mismatch.ts'
import { settingsSchema } from '../scene.ts'
import { partProblems } from './part-problems.ts'
import { some } from '../stream-keys.ts'

const group = 'Contract'
const secretName = /(?:key|token|secret|password|passphrase)s?$/i
/** Names of fields that tell of a person, whatever the vendor. */
const personalName =
  /^(?:e_?mail|email_?address|first_?name|last_?name|full_?name|phone(?:_?number)?|mobile)$/i
/** Names that sound secret and are not: identifiers that are public by themselves. */
const publicName =
  /^(?:key|keys|publicKey|publishableKey|consumerKey|keyId|accessKeyId|idempotencyKey)$/i

export const contractChecks: readonly Check[] = [
  {
    id: 'contract.identity',
    group,
    name: 'says which contract it speaks, and has an id and a name',
    run: async ({ connector: { specificationVersion, id, name } }) => {
      const isFine =
        specificationVersion === 'v1' && /^[a-z][a-z0-9-]*$/.test(id) && name.trim() !== ''
      if (isFine) return undefined
      throw mismatch({
        expected:
          "`specificationVersion: 'v1'`, an id of lower-case letters, digits and dashes, and a name",
        happened: `version ${JSON.stringify(specificationVersion)}, id ${JSON.stringify(id)}, name ${JSON.stringify(name)}.`,
        mend: 'Make the connector with `author(settings).connector({ id, name, … })`.',
      })
    },
  },
  {
    id: 'contract.settings',
    group,
    name: 'describes its settings as JSON Schema, and takes settings that fit',
    run: async (suite) => {
      const printed = settingsSchema(suite.connector)
      if (typeof printed !== 'object' || printed === null)
        throw mismatch({
          expected: 'the schema `config` to print its JSON Schema',
          happened: `it printed ${JSON.stringify(printed)}.`,
          mend: 'Use a schema of zod 4, valibot or arktype.',
        })
      await suite.inScene(async () => undefined)
      return undefined
    },
  },
  {
    id: 'contract.secretsMarked',
    group,
    name: 'marks settings whose names sound secret',
    run: async ({ connector }) => {
      const bare = settingNames(settingsSchema(connector)).filter(
        ({ name, schema }) =>
          secretName.test(name) &&
          !publicName.test(name) &&
          JSON.stringify(schema).includes('"string"') &&
          !JSON.stringify(schema).includes('"secret":true'),
      )
      if (bare.length === 0) return undefined
      throw mismatch({
        expected: 'every setting that sounds like a secret to be marked as one',
        happened: `not marked: ${some(bare.map(({ name }) => name))}.`,
        mend: 'Wrap its schema: `secret(z.string())`. Unmarked, it is shown in logs and answered by the API.',
      })
    },
  },
  {
    id: 'contract.personalMarked',
    group,
    name: 'marks fields whose names sound personal',
    run: async (suite) =>
      suite.inScene(async ({ parts }) => {
        const bare = [parts.streams, parts.sinks].flatMap((side) =>
          Object.entries(side ?? {}).flatMap(([part, { schema }]) =>
            settingNames(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))
              .filter((field) => personalName.test(field.name) && isBareText(field.schema))
              .map((field) => `${part}: ${field.name}`),
          ),
        )
        if (bare.length === 0) return undefined
        throw mismatch({
          expected: 'every field that sounds like a person to be marked as personal',
          happened: `not marked: ${some(new Set(bare))}.`,
          mend: "Wrap its schema: `personal('name', z.string())`. Unmarked, it stands in previews and recordings.",
        })
      }),
  },
  {
    id: 'contract.pureParts',
    group,
    name: 'gives the same parts and hosts each time, also before anything was discovered, and asks nobody for them',
    run: async (suite) =>
      suite.inScene(async ({ connector, config, traffic, call }) => {
        const asked = traffic.asked.length
        const shapes = [1, 2].map(() =>
          JSON.stringify([
            namesOf(call(() => connector.parts({ config, found: null }))),
            call(() => connector.hosts(config)),
            call(() => connector.limits?.(config) ?? null),
          ]),
        )
        if (shapes[0] === shapes[1] && traffic.asked.length === asked) return undefined
        throw mismatch({
          expected: '`parts`, `hosts` and `limits` to be pure',
          happened:
            shapes[0] === shapes[1]
              ? 'they asked the vendor.'
              : 'two calls gave different results.',
          mend: 'Let them depend on their arguments alone; what only the account knows belongs into `discover`.',
        })
      }),
  },
  {
    id: 'contract.limits',
    group,
    name: 'declares limits that can be kept',
    run: async (suite) =>
      suite.inScene(async ({ connector, config }) => {
        const limits = Object.entries(connector.limits?.(config) ?? {})
        if (limits.length === 0) return { notApplicable: 'it declares no limits' }
        const wrong = limits.filter(
          ([, { requests, windowMs, concurrent }]) =>
            (requests === undefined) !== (windowMs === undefined) ||
            [requests, windowMs, concurrent].some(
              (number) => number !== undefined && !(number > 0),
            ),
        )
        if (wrong.length === 0) return undefined
        throw mismatch({
          expected: 'every limit to have positive numbers, and `requests` together with `windowMs`',
          happened: `not so: ${some(wrong.map(([name]) => name))}.`,
          mend: 'Write `{ requests, windowMs }`, `{ concurrent }`, or both.',
        })
      }),
  },
  {
    id: 'contract.parts',
    group,
    name: 'names its parts well, and refers only to streams and sinks that it has',
    run: async (suite) =>
      suite.inScene(async ({ parts }) => {
        const wrong = partProblems(parts)
        if (wrong.length === 0) return undefined
        throw mismatch({
          expected: 'parts that fit together',
          happened: `${wrong.join('; ')}.`,
          mend: 'Correct the names, or give the part that is named.',
        })
      }),
  },
  {
    id: 'contract.schemas',
    group,
    name: 'prints the schema of every stream, sink, action and look-up as JSON Schema',
    run: async (suite) =>
      suite.inScene(async ({ parts }) => {
        const all = [parts.streams, parts.sinks, parts.actions].flatMap((side) =>
          Object.entries(side ?? {}),
        )
        const failing = all.filter(([, { schema }]) => {
          try {
            schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
            return false
          } catch {
            return true
          }
        })
        if (failing.length === 0) return undefined
        throw mismatch({
          expected: 'schemas that print their JSON Schema, which mappings are checked against',
          happened: `not so: ${some(failing.map(([name]) => name))}.`,
          mend: 'Leave out transformations and custom types; check with `refine` instead.',
        })
      }),
  },
  {
    id: 'contract.mappings',
    group,
    name: 'has default mappings that fit its streams and sinks',
    run: async (suite) =>
      suite.inScene(async ({ connector, parts }) => {
        const { mappings = [], streams = {} } = parts
        if (mappings.length === 0) return { notApplicable: 'it has no default mappings' }
        const wrong = mappings.flatMap((mapping) => {
          const { from, id } = mapping
          if (!('stream' in from)) return []
          const schema = streams[from.stream]?.schema
          if (from.connector !== connector.id) return [`${id} maps from ${from.connector}`]
          // Streams may depend on the settings; a mapping of one that is not there waits.
          if (schema === undefined || !('entity' in mapping.to)) return []
          const source = schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
          return checkMapping(mapping, { source })
            .filter(({ severity }) => severity === 'error')
            .map(({ message }) => `${id}: ${message}`)
        })
        if (wrong.length === 0) return undefined
        throw mismatch({
          expected: 'mappings without problems',
          happened: `${some(wrong)}.`,
          mend: 'Correct the path or the target; `cartograph preview` shows a mapping field by field.',
        })
      }),
  },
]

/** A text, or none, without a mark. */
function isBareText(schema: object): boolean {
  const text = JSON.stringify(schema)
  return text.includes('"string"') && !/"personal":|"properties":/.test(text)
}

function namesOf(parts: Parts<unknown>): unknown {
  return Object.entries(parts).map(([side, part]) => [
    side,
    typeof part === 'object' ? Object.keys(part) : null,
  ])
}
