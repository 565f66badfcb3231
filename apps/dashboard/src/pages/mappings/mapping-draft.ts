import { isObject, readRule, ruleText } from './rule-text.ts'

/** A mapping while somebody works on it: rules as they are written, also where they cannot be read yet. */
export interface Draft {
  /** Everything but the fields. */
  readonly rest: Readonly<Record<string, unknown>>
  readonly rules: Readonly<Record<string, string>>
}

export function draftOf(mapping: Readonly<Record<string, unknown>>): Draft {
  const { fields, ...rest } = mapping
  return {
    rest,
    rules: Object.fromEntries(
      Object.entries(isObject(fields) ? fields : {}).map(([name, rule]) => [name, ruleText(rule)]),
    ),
  }
}

export function withRule(draft: Draft, name: string, text: string): Draft {
  return { ...draft, rules: { ...draft.rules, [name]: text } }
}

/** The mapping that a draft makes; fields whose rules cannot be read are left out and told. */
export function mappingOf({ rest, rules }: Draft): {
  readonly mapping: Readonly<Record<string, unknown>>
  readonly problems: Readonly<Record<string, string>>
} {
  const fields: [string, unknown][] = []
  const problems: [string, string][] = []
  for (const [name, text] of Object.entries(rules)) {
    const read = readRule(text)
    if (read === undefined) continue
    if ('problem' in read) problems.push([name, read.problem])
    else fields.push([name, read.rule])
  }
  return {
    mapping: { ...rest, fields: Object.fromEntries(fields) },
    problems: Object.fromEntries(problems),
  }
}
