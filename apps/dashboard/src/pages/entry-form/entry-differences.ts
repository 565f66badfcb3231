import type { FormGroup } from '../../schema-form/form-value.ts'
import type { MappingChange } from '../mappings/mapping-changes.ts'
import { ruleText } from '../mappings/rule-text.ts'

/** What is different between two forms of an entry, setting by setting. */
export function entryDifferences(before: FormGroup, after: FormGroup): readonly MappingChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((part) => {
    const [was, is] = [ruleText(before[part]), ruleText(after[part])]
    if (was === is) return []
    return [{ part, ...(was !== '' && { before: was }), ...(is !== '' && { after: is }) }]
  })
}
